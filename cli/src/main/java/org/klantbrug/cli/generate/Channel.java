package org.klantbrug.cli.generate;

/** Where a contact came in, how the file names it, and how often: shares add up to 1. */
enum Channel {
  PHONE("Telefoon", .38, Manner.SPOKEN, true),
  EMAIL("E-mail", .24, Manner.LETTER, false),
  WEBSITE("Website", .10, Manner.SHORT, false),
  CHAT("Chat", .10, Manner.TALK, false),
  WHATSAPP("WhatsApp", .05, Manner.TALK, false),
  LETTER("Brief", .04, Manner.LETTER, true),
  SHOP("Winkel", .03, Manner.SPOKEN, true),
  SOCIAL("Social media", .02, Manner.SHORT, false),
  PORTAL("Portaalbericht", .02, Manner.SHORT, false),
  MESSENGER("Messenger", .01, Manner.TALK, false),
  REFERRAL("Doorverwezen", .005, Manner.SHORT, true),
  VIDEO("Videogesprek", .005, Manner.SPOKEN, true);

  /** How people express themselves there. */
  enum Manner {
    LETTER,
    SPOKEN,
    TALK,
    SHORT
  }

  private final String name;
  private final double share;
  private final Manner manner;
  private final boolean workingDaysOnly;

  Channel(String name, double share, Manner manner, boolean workingDaysOnly) {
    this.name = name;
    this.share = share;
    this.manner = manner;
    this.workingDaysOnly = workingDaysOnly;
  }

  static Channel any(Dice dice) {
    double left = dice.share();
    for (var channel : values()) {
      left -= channel.share;
      if (left < 0) {
        return channel;
      }
    }
    return PHONE;
  }

  String inFile() {
    return name;
  }

  /** As the complaint file names it, which knows fewer. */
  String inComplaints() {
    return switch (this) {
      case PHONE, EMAIL, LETTER, WEBSITE, CHAT, SOCIAL -> name;
      default -> "Overig";
    };
  }

  Manner manner() {
    return manner;
  }

  boolean workingDaysOnly() {
    return workingDaysOnly;
  }
}
