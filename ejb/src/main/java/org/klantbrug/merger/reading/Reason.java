package org.klantbrug.merger.reading;

import java.util.Locale;
import java.util.ResourceBundle;
import org.klantbrug.shared.Spoken;

/**
 * Why a record, or a value in it, could not be taken as it was delivered. The text for a person is
 * {@code reason.<name>} in the bundle {@code org.klantbrug.rules}.
 */
public enum Reason implements Spoken {
  /** Bytes that are no text in the charset of the file. */
  UNDECODABLE,
  /** A quote was opened and not closed before the record ended. */
  UNCLOSED_QUOTE,
  /** Text between a closing quote and the next separator. */
  TEXT_AFTER_QUOTE,
  /** Fewer fields than the header. */
  TOO_FEW_FIELDS,
  /** More fields than the header: mostly a separator inside a text without quotes. */
  TOO_MANY_FIELDS,
  /** A record longer than {@link RecordReader#LONGEST_RECORD} bytes. */
  TOO_LONG,
  /** The record has no key. */
  NO_KEY,
  /** A spreadsheet has turned the key into a number, as in 1,23E+11. */
  DAMAGED_KEY,
  /** A field without which the record cannot be used is empty. */
  REQUIRED_EMPTY,
  /** The parent is in no delivery of the run or before it. */
  UNKNOWN_PARENT,

  /** No day of the calendar in the form that the mapping names. */
  WRONG_DATE,
  /** No moment in the form that the mapping names. */
  WRONG_MOMENT,
  /** The clock skipped this time when summer time began; taken as one hour later. */
  CLOCK_GAP,
  /** A day of birth after the extract. */
  FUTURE_DATE,
  /** Older than 130 years at the extract. */
  IMPLAUSIBLE_AGE,
  /** Younger than 18 at the extract; kept. */
  UNDER_AGE,
  /** Something that happened after the extract was made; kept. */
  AFTER_EXTRACT,
  /** No amount in euros with at most two decimals. */
  WRONG_AMOUNT,
  /** No whole number. */
  WRONG_NUMBER,
  /** No day of the month. */
  WRONG_BILLING_DAY,
  /** No bank account number by ISO 13616. */
  WRONG_IBAN,
  /** No number on which a person can be called. */
  WRONG_PHONE,
  /** Not one e-mail address. */
  WRONG_EMAIL,
  /** No postcode of the country of the record. */
  WRONG_POSTCODE,
  /** No country of ISO 3166. */
  WRONG_COUNTRY,
  /** Not in the value list of the mapping. */
  NOT_IN_LIST,
  /** Control characters or characters without width; taken out. */
  INVISIBLE_CHARACTERS,
  /** UTF-8 that was once read as windows-1252, as in RenÃ©e; kept. */
  MOJIBAKE,
  /** A later record with the key of an earlier one and other content; the first is used. */
  DUPLICATE_KEY,
  /** The same record once more; the first is used. */
  REPEATED_RECORD;

  /** What happened and what to do, for a person. */
  @Override
  public String textIn(Locale language) {
    return ResourceBundle.getBundle("org.klantbrug.rules", language).getString("reason." + name());
  }
}
