package org.klantbrug.notice;

/**
 * How customers of a merger are told.
 *
 * @param needed whether they must be told before they go over
 * @param whyNot null if they must
 * @param daysBefore so many days before the latest moment the sending of a wave begins
 * @param panel so many readers find a message complete and clear before it is approved
 * @param questions address of the page with questions and answers; null if there is none
 * @param version as it was read; 0 for what goes while nobody kept any
 */
public record NoticeSetting(
    boolean needed, String whyNot, int daysBefore, int panel, String questions, int version) {
  private static final int DAYS = 14;
  private static final int PANEL = 3;

  static final NoticeSetting USUAL = new NoticeSetting(true, null, DAYS, PANEL, null, 0);
}
