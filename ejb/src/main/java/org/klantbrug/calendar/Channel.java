package org.klantbrug.calendar;

import java.util.Arrays;

/** By which way a customer reaches us, and has an answer. */
public enum Channel {
  PHONE,
  IN_PERSON,
  CHAT,
  SOCIAL,
  WHATSAPP,
  WEB_APP,
  MESSENGER,
  EMAIL,
  LETTER,
  VIDEO,
  PORTAL_MESSAGE;

  /** The one with this code; null if it is none of ours, as another company may have its own. */
  public static Channel find(String code) {
    return Arrays.stream(values())
        .filter(each -> each.name().equals(code))
        .findFirst()
        .orElse(null);
  }
}
