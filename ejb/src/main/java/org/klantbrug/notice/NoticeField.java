package org.klantbrug.notice;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a notice leaves open: in braces, <code>{date}</code> for one. */
public enum NoticeField {
  /** The customer's name. */
  NAME,
  /** The company that takes over. */
  ACQUIRER,
  /** The company that is taken over. */
  ACQUIRED,
  /** On which day the customer goes over; with several accounts the day of each. */
  DATE,
  /** What changes for customers of his label, line by line. */
  CHANGES,
  /** That contract and service stay the same. */
  STAYS,
  /** Who debits from then on, and from which account number. */
  DEBIT,
  /** Who answers his questions. */
  CONTACT,
  /** Of that person. */
  PHONE,
  /** Where an answer to the mail goes. */
  REPLY_ADDRESS,
  /** The day on which it is written. */
  TODAY,
  /** The page with questions and answers; known once the settings name it. */
  QUESTIONS,
  /** Where he objects; known once objections are taken in. */
  OBJECTION_LINK;

  private static final Set<NoticeField> ANNOUNCED =
      EnumSet.of(ACQUIRER, DATE, CHANGES, STAYS, DEBIT, CONTACT, PHONE);

  private static final Set<NoticeField> CORRECTED =
      EnumSet.of(ACQUIRER, DATE, CHANGES, DEBIT, CONTACT, PHONE);

  /** As it stands between the braces. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a customer must hear, so that no message goes without it. */
  static Set<NoticeField> needed(Campaign.Kind kind) {
    return kind == Campaign.Kind.ANNOUNCEMENT ? ANNOUNCED : CORRECTED;
  }

  /**
   * Codes of the fields that are known.
   *
   * @param without that are not, as things are
   */
  static List<String> codes(Set<NoticeField> without) {
    return Arrays.stream(values())
        .filter(field -> !without.contains(field))
        .map(NoticeField::code)
        .toList();
  }
}
