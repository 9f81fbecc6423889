package org.klantbrug.programme;

/**
 * What every merger must have ready, as it begins: from the takeover checklist, the briefing of
 * staff, the scenarios and the measures of product.md (D8, D12, D19, D22), and what those around it
 * need. The lead gives each to a person, moves its day, and adds what this merger needs more.
 */
enum ShippedItem {
  /** Products, prices and terms of theirs and what becomes of them (D8, D13). */
  PRODUCTS_COMPARED("dataSteward", true),
  /** Paid invoices and arrangements are agreed with the old company (D6, D7). */
  MONEY_AGREED("finance", true),
  /** Mandates, creditor and the bank's leave for the debits (D8, D9). */
  BANK_TOLD("finance", true),
  /** Who answers whose questions, with a deputy (D11). */
  CONTACT_PERSONS_NAMED("teamLead", true),
  /** A select team is trained on what changes (D12). */
  TEAM_TRAINED("teamLead", true),
  /** Phone numbers, mailboxes and post of the old company reach us (D8, E23). */
  WAYS_FORWARDED("backOfficeHandler", true),
  /** As many people as the letters will make call (D8). */
  SHIFTS_PLANNED("teamLead", true),
  /** How a customer says no or leaves, and what he then hears (D14, E21). */
  LEAVING_ARRANGED("complaintCoordinator", true),
  /** All scenarios, the worst first, with who decides (D19). */
  SCENARIOS_WRITTEN("migrationLead", true),
  /** Measures for each of them lie ready: texts, people, brakes (D22). */
  MEASURES_READY("migrationLead", true),
  /** The most unthinkable questions have an answer (D20). */
  QUESTIONS_ANSWERED("complaintCoordinator", true),
  /** What can be read as bad news, and by which means it is said (D23). */
  BAD_NEWS_WEIGHED("complaintCoordinator", false),
  /** Taking a run back was tried out, and a backup put back. */
  WAY_BACK_TRIED("migrationOperator", true),
  /** Who of the old company still gets in where, and until when. */
  ACCESS_AGREED("admin", false),
  /** What tax and other laws want kept from the old system. */
  KEEPING_AGREED("finance", false);

  private final String role;
  private final boolean required;

  ShippedItem(String role, boolean required) {
    this.role = role;
    this.required = required;
  }

  /** Whose work it usually is. */
  String role() {
    return role;
  }

  /** Whether no wave goes without it. */
  boolean required() {
    return required;
  }
}
