/// An independent reading of what is emitted, by libjansson.
public enum SecondOpinion {}
