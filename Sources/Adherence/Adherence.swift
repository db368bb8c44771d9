/// Judging outputs against contracts.
public enum Adherence {}
