package org.klantbrug.complaint;

/** How two complaints have to do with each other, said of the first. */
public enum LinkKind {
  /** It is a part of the other. */
  CHILD,
  RELATED,
  /** It is the other once more; both stay. */
  DUPLICATE
}
