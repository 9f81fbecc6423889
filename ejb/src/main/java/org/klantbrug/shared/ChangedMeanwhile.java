package org.klantbrug.shared;

/**
 * Two people wanted to save the same thing: a colleague did while this person was still typing.
 * What they typed is not lost, and what the colleague saved is shown beside it.
 */
public class ChangedMeanwhile extends RuleBroken {
  private static final long serialVersionUID = 1L;

  /** As {@link RuleBroken}. */
  public ChangedMeanwhile(String key, Object... values) {
    super(key, values);
  }
}
