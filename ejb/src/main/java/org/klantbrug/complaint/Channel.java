package org.klantbrug.complaint;

/** By which way a complaint came, or something was told. */
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
  PORTAL_MESSAGE,
  OTHER
}
