package org.klantbrug.shared.web;

/** The address names something that does not exist. Becomes the page "not found". */
public class NotThere extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Answered by the page that says so. */
  public NotThere() {
    super("The address names something that does not exist");
  }
}
