/// Deterministic repair of model output.
public enum OutputRepair {}
