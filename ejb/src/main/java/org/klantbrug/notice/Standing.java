package org.klantbrug.notice;

/** Where a customer of a merger stands with a campaign: why he gets it or not. */
public enum Standing {
  /** He gets a mail now. */
  EMAIL,
  /** He gets a letter now. */
  LETTER,
  /** The time of his wave has not come. */
  LATER,
  /** He got it, or it is on its way. */
  TOLD,
  /** He cannot be told in time any more: he goes to the next wave of his billing day. */
  LATE,
  /** Finance did not confirm what changes for the money of his label. */
  UNCONFIRMED,
  /** Nobody has room to answer his questions. */
  NO_CONTACT,
  /** Neither a mail address nor a whole postal address is known: a person tells him. */
  NO_ADDRESS,
  /** He died, is under guardianship or a minor, or his address is secret: a person tells him. */
  BY_PERSON,
  /** He objected. */
  OBJECTED,
  /** A person holds his account. */
  HELD,
  /** No wave is planned for him. */
  NO_WAVE,
  /** He is over already. */
  OVER,
  /** He is no customer any more. */
  LEFT;

  /** Whether a message goes to him now. */
  public boolean isNow() {
    return this == EMAIL || this == LETTER;
  }

  /** Whether he is to hear of it now, by a message or by a person. */
  public boolean isTold() {
    return isNow() || this == BY_PERSON || this == NO_ADDRESS;
  }

  /** Whether he is left out, and not only told later. */
  public boolean isLeftOut() {
    return ordinal() > LATE.ordinal();
  }
}
