package org.klantbrug.calendar;

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
  PORTAL_MESSAGE
}
