package org.klantbrug.notice;

import java.time.Instant;

/**
 * The words of a campaign in one language, for one sort of customers, with fields in braces.
 *
 * @param id 0 for words that nobody kept yet
 * @param language {@code nl} or {@code en}
 * @param writtenBy null for words that nobody kept yet
 */
public record NoticeText(
    long id,
    String language,
    Campaign.Situation situation,
    int wordsNo,
    String subjectLine,
    String body,
    String writtenBy,
    Instant writtenAt) {
  /** Words as somebody typed them. */
  public static NoticeText typed(
      String language, Campaign.Situation situation, String subjectLine, String body) {
    return new NoticeText(0, language, situation, 0, plain(subjectLine), plain(body), null, null);
  }

  private static String plain(String text) {
    return text == null ? "" : text.replace("\r\n", "\n").strip();
  }

  boolean isEmpty() {
    return subjectLine.isEmpty() && body.isEmpty();
  }

  boolean saysAs(NoticeText other) {
    return subjectLine.equals(other.subjectLine) && body.equals(other.body);
  }
}
