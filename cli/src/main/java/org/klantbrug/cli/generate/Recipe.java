package org.klantbrug.cli.generate;

import java.util.List;

/**
 * What is the matter with a customer of a made-up merger that is played to its end, and what must
 * therefore become of him. The outcome is what the people in the play do about it: they let a
 * guardianship, a secret address and a minor go on after a look, and leave all else as it is.
 */
enum Recipe {
  /** One account, paid by direct debit, nothing owed. */
  PLAIN(Outcome.OVER),
  /** Pays by himself. */
  PAYS_HIMSELF(Outcome.OVER),
  /** Two accounts that are billed on different days. */
  TWO_DAYS(Outcome.OVER),
  /** Two contracts on one account. */
  TWO_CONTRACTS(Outcome.OVER),
  /** A customer of both companies. */
  OF_BOTH(Outcome.OVER),
  /** Works at the acquired company. */
  EMPLOYEE(Outcome.OVER),
  /** Nobody knows an e-mail address. */
  WITHOUT_MAIL(Outcome.OVER),
  /** His mailbox is gone, so he gets a letter. */
  MAILBOX_GONE(Outcome.OVER),
  /** Nobody knows an e-mail address, and his first letter comes back; somebody finds him. */
  LETTER_COMES_BACK(Outcome.OVER),
  /** Nobody knows where he lives or an e-mail address: a person tells him. */
  WITHOUT_ADDRESS(Outcome.OVER),
  /** His contract ended: no account of his runs. */
  NOTHING_RUNS(Outcome.OVER),
  /** Pays a bill in terms, to the cent. */
  ARRANGEMENT(Outcome.OVER),
  /** An old mandate beside the one that is used. */
  SEVERAL_MANDATES(Outcome.OVER),
  /** Was promised something that is still to be done. */
  PROMISE(Outcome.OVER),
  /** Complains of an engineer who did not come. */
  COMPLAINT_OF_SERVICE(Outcome.OVER),
  /** Under guardianship; a person looked and let him go on. */
  GUARDIANSHIP(Outcome.OVER, "CIRCUMSTANCE"),
  /** His address is secret; a person looked and let him go on. */
  SECRET_ADDRESS(Outcome.OVER, "CIRCUMSTANCE"),
  /** A minor; a person looked and let him go on. */
  MINOR(Outcome.OVER, "CIRCUMSTANCE"),
  /** Died, and nobody settled it yet. */
  DECEASED(Outcome.STAYS, "CIRCUMSTANCE"),
  /** Paid two years ahead. */
  PAID_AHEAD(Outcome.STAYS, "G05_INVOICE_ALREADY_PAID"),
  /** An arrangement of which nobody delivered what a term is. */
  ARRANGEMENT_WITHOUT_TERM(Outcome.STAYS, "ARRANGEMENT_DIFFERS", "G06_ARRANGEMENT_NOT_COPIED"),
  /** An arrangement that leaves another amount than is open of its bill. */
  ARRANGEMENT_THAT_DIFFERS(Outcome.STAYS, "ARRANGEMENT_DIFFERS"),
  /** A mandate that was last used 37 months ago. */
  OLD_MANDATE(Outcome.STAYS, "G07_MANDATE_EXPIRED_36M"),
  /** Pays by direct debit, and no mandate was delivered. */
  NO_MANDATE(Outcome.STAYS, "G08_MANDATE_DATA_INCOMPLETE"),
  /** Withdrew his mandate. */
  WITHDRAWN_MANDATE(Outcome.STAYS, "G08_MANDATE_DATA_INCOMPLETE"),
  /** Is reminded of a bill by the old company. */
  REMINDED(Outcome.STAYS, "DUNNING_IN_FLIGHT"),
  /** Complains of a bill. */
  COMPLAINT_OF_BILL(Outcome.STAYS, "G12_COMPLAINT_OPEN_ON_BILLING"),
  /** His contract is suspended. */
  SUSPENDED(Outcome.STAYS, "IN_FLIGHT_ITEM"),
  /** The new billing made another bill of his than the last one. */
  BILL_THAT_DIFFERS(Outcome.STAYS, "BILL_DIFFERS"),
  /** Objected, and goes along after all. */
  OBJECTED_AND_GOES(Outcome.OVER, Recipe.OBJECTION),
  /** Wants no offers, and goes along. */
  WANTS_NO_OFFERS(Outcome.OVER, Recipe.OBJECTION),
  /** Objected and leaves. */
  OBJECTED_AND_LEAVES(Outcome.LEAVES, Recipe.OBJECTION),
  /** Objected, and nobody decided on it yet. */
  OBJECTS(Outcome.STAYS, Recipe.OBJECTION);

  private static final String OBJECTION = "G03_OBJECTION_OPEN";

  /** What becomes of a customer. */
  enum Outcome {
    /** He went over with all that runs. */
    OVER,
    /** He leaves: he is in no wave. */
    LEAVES,
    /** He is still with the old company when the last wave went, and a person must decide. */
    STAYS
  }

  /** As in life most customers give no trouble. */
  private static final double PLAIN_ONES = .8;

  private final Outcome outcome;
  private final List<String> guards;

  Recipe(Outcome outcome, String... guards) {
    this.outcome = outcome;
    this.guards = List.of(guards);
  }

  /** Of the customer at this place: each recipe once, then as chance has it. */
  static Recipe of(long seed, int position) {
    if (position < values().length) {
      return values()[position];
    }
    var dice = Dice.of(seed, "recipe", position);
    return dice.chance(PLAIN_ONES) ? PLAIN : dice.oneOf(List.of(values()));
  }

  Outcome outcome() {
    return outcome;
  }

  /** Codes of the guards that find him, in the order of the alphabet; empty for none. */
  String guards() {
    return String.join(" ", guards);
  }

  boolean paysByDebit() {
    return this != PAYS_HIMSELF;
  }

  /** What is decided on his objection; empty if it is left open, null if he does not object. */
  String decision() {
    return switch (this) {
      case OBJECTED_AND_GOES -> "KEEP";
      case WANTS_NO_OFFERS -> "NO_DATA_USE";
      case OBJECTED_AND_LEAVES -> "LEAVE";
      case OBJECTS -> "";
      default -> null;
    };
  }

  /** His mail address, where this one is his. */
  String email(String known) {
    return switch (this) {
      case WITHOUT_MAIL, LETTER_COMES_BACK, WITHOUT_ADDRESS -> "";
      case MAILBOX_GONE -> "weg." + known;
      default -> known;
    };
  }

  /** What the old company notes of him. */
  String circumstance() {
    return switch (this) {
      case EMPLOYEE -> "medewerker";
      case GUARDIANSHIP -> "bewind";
      case SECRET_ADDRESS -> "geheim adres";
      case MINOR -> "minderjarig";
      case DECEASED -> "overleden";
      default -> "";
    };
  }
}
