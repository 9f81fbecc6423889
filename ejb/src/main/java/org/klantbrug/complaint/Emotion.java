package org.klantbrug.complaint;

/** How the customer feels, as the adviser hears it. */
public enum Emotion {
  CALM,
  DISAPPOINTED,
  ANXIOUS,
  ANGRY
}
