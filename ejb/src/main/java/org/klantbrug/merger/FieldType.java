package org.klantbrug.merger;

/** What a delivered value means, and so how it is read and checked. */
public enum FieldType {
  /** Key of the record in the delivering system; leading zeros count. */
  KEY,
  /** Key of a parent record in the same system. */
  PARENT_KEY,
  /** Free text, kept as delivered. */
  TEXT,
  /** Name of a person or organisation. */
  NAME,
  /** Day without time. */
  DATE,
  /** Moment; without a zone it is read as Europe/Amsterdam. */
  MOMENT,
  /** Euro amount with at most two decimals. */
  AMOUNT,
  /** Whole number. */
  NUMBER,
  /** Day of the month on which is billed, 1 to 31. */
  BILLING_DAY,
  /** Bank account number, ISO 13616. */
  IBAN,
  /** Phone number, kept as E.164. */
  PHONE,
  /** One e-mail address. */
  EMAIL,
  /** Postcode, checked by the country of the record. */
  POSTCODE,
  /** ISO 3166 code of two letters. */
  COUNTRY,
  /** One of a closed list, through the mapping's value list. */
  CODE
}
