package org.klantbrug.transfer;

import static org.klantbrug.merger.Entity.ARRANGEMENT;
import static org.klantbrug.merger.Entity.COMPLAINT;
import static org.klantbrug.merger.Entity.CONTACT;
import static org.klantbrug.merger.Entity.CONTRACT;
import static org.klantbrug.merger.Entity.CUSTOMER;
import static org.klantbrug.merger.Entity.DOCUMENT;
import static org.klantbrug.merger.Entity.INVOICE;
import static org.klantbrug.merger.Entity.MANDATE;
import static org.klantbrug.merger.Entity.PROMISE;
import static org.klantbrug.merger.Entity.ROLE;

/**
 * Three customers of ours, four of theirs with all they have; B1 is A1, B3 is called the same as A2
 * by a person. Also a duplicate, a reject, and a contact of a customer nobody knows.
 */
public final class SmallTakeover {
  private static SmallTakeover staged;
  private static SmallTakeover live;

  public final MadeUpMerger in;
  public final long run;
  public final long customersOurs;
  public final long customers;
  public final long contracts;
  public final long invoices;
  public final long contacts;
  public final long firstContactLine;

  /** With everything in staging and nothing transferred. Made once, then copied. */
  public static synchronized SmallTakeover staged() {
    if (staged == null) {
      staged = new SmallTakeover();
    }
    return new SmallTakeover(staged);
  }

  /** With our own customers, theirs, and their history transferred. Made once, then copied. */
  public static synchronized SmallTakeover live() {
    if (live == null) {
      live = staged().carriedLive();
    }
    return new SmallTakeover(live);
  }

  private SmallTakeover(SmallTakeover other) {
    in = new MadeUpMerger(other.in);
    run = other.run;
    customersOurs = other.customersOurs;
    customers = other.customers;
    contracts = other.contracts;
    invoices = other.invoices;
    contacts = other.contacts;
    firstContactLine = other.firstContactLine;
  }

  private SmallTakeover() {
    in = new MadeUpMerger();
    run = in.run();
    customersOurs = in.delivery(run, in.ours, CUSTOMER, "acquirer_customers.csv");
    customers = in.delivery(run, in.theirs, CUSTOMER, "acquired_klanten.csv");
    contracts = in.delivery(run, in.theirs, CONTRACT, "acquired_contracten.csv");
    invoices = in.delivery(run, in.theirs, INVOICE, "acquired_facturen.csv");
    contacts = in.delivery(run, in.theirs, CONTACT, "acquired_contactmomenten.csv");
    person(customersOurs, "A1", "Jan", "de", "Vries", "1011AB", "jan@example.org", "+31612345678");
    person(customersOurs, "A2", "Piet", "", "Jansen", "2022CD", "piet@example.org", "+31687654321");
    person(
        customersOurs,
        "A3",
        "Fatima",
        "el",
        "Amrani",
        "3033EF",
        "fatima@example.org",
        "+31611111111");
    person(
        customers, "B1", "Jan", "de", "Vries", "1011AB", "jan.nieuw@example.org", "+31699999999");
    person(customers, "B2", "Sara", "", "Bakker", "4044GH", "sara@example.org", "+31622222222");
    person(customers, "B3", "P.", "", "Janssen", "2022CD", "pj@example.org", "+31633333333");
    person(customers, "B4", "Noa", "van den", "Berg", "5055JK", "noa@example.org", "+31644444444");
    in.stageAs("DUPLICATE", customers, CUSTOMER, "source_key", "B4", "family_name", "Berg");
    in.reject(customers, "NO_KEY");
    in.stage(
        contracts,
        CONTRACT,
        "source_key",
        "C1",
        "customer_key",
        "B1",
        "product",
        "Stroom",
        "monthly_amount",
        "42.50",
        "billing_day",
        "5",
        "state",
        "ACTIVE");
    in.stage(
        contracts,
        CONTRACT,
        "source_key",
        "C2",
        "customer_key",
        "B2",
        "product",
        "Gas",
        "monthly_amount",
        "61.25",
        "billing_day",
        "20",
        "state",
        "ACTIVE");
    var roles = in.delivery(run, in.theirs, ROLE, "acquired_rollen.csv");
    in.stage(roles, ROLE, "customer_key", "B2", "contract_key", "C1", "role", "PAYER");
    in.stage(
        invoices,
        INVOICE,
        "source_key",
        "I1",
        "customer_key",
        "B1",
        "contract_key",
        "C1",
        "amount",
        "42.50",
        "open_amount",
        "0.00",
        "issued_on",
        "2026-04-01",
        "state",
        "PAID");
    in.stage(
        invoices,
        INVOICE,
        "source_key",
        "I2",
        "customer_key",
        "B2",
        "contract_key",
        "C2",
        "amount",
        "61.25",
        "open_amount",
        "61.25",
        "issued_on",
        "2026-04-01",
        "state",
        "OPEN");
    var arrangements = in.delivery(run, in.theirs, ARRANGEMENT, "acquired_regelingen.csv");
    in.stage(
        arrangements,
        ARRANGEMENT,
        "source_key",
        "R1",
        "customer_key",
        "B2",
        "invoice_key",
        "I2",
        "amount",
        "61.25",
        "terms",
        "3",
        "state",
        "RUNNING");
    var mandates = in.delivery(run, in.theirs, MANDATE, "acquired_machtigingen.csv");
    in.stage(
        mandates,
        MANDATE,
        "source_key",
        "M1",
        "customer_key",
        "B1",
        "iban",
        "NL91ABNA0417164300",
        "state",
        "ACTIVE");
    var promises = in.delivery(run, in.theirs, PROMISE, "acquired_beloften.csv");
    in.stage(
        promises,
        PROMISE,
        "source_key",
        "P1",
        "customer_key",
        "B2",
        "text",
        "Belt terug over de meterstand",
        "made_at",
        "2026-04-30T10:00:00Z",
        "due_on",
        "2026-05-10",
        "state",
        "OPEN");
    in.stage(
        promises,
        PROMISE,
        "source_key",
        "P2",
        "customer_key",
        "B2",
        "text",
        "Stuurt de nota",
        "made_at",
        "2026-03-30T10:00:00Z",
        "state",
        "KEPT");
    var complaints = in.delivery(run, in.theirs, COMPLAINT, "acquired_klachten.csv");
    in.stage(
        complaints,
        COMPLAINT,
        "source_key",
        "K1",
        "customer_key",
        "B4",
        "received_at",
        "2026-04-29T10:00:00Z",
        "text",
        "Al drie keer gebeld",
        "state",
        "RECEIVED");
    firstContactLine =
        in.stage(
            contacts,
            CONTACT,
            "source_key",
            "T1",
            "customer_key",
            "B1",
            "occurred_at",
            "2019-03-02T09:30:00Z",
            "channel",
            "PHONE",
            "author",
            "medewerker 7",
            "text",
            "Vraag over de eindnota");
    in.stage(
        contacts,
        CONTACT,
        "customer_key",
        "B1",
        "occurred_at",
        "2020-01-05T11:00:00Z",
        "channel",
        "EMAIL",
        "text",
        "Zelfde vraag");
    in.stage(
        contacts,
        CONTACT,
        "source_key",
        "T3",
        "customer_key",
        "B2",
        "occurred_at",
        "2026-04-01T08:00:00Z",
        "channel",
        "WEB_APP",
        "text",
        "Verhuizing doorgegeven");
    in.stageAs(
        "PARKED",
        contacts,
        CONTACT,
        "source_key",
        "T4",
        "customer_key",
        "X9",
        "occurred_at",
        "2026-04-01T08:00:00Z",
        "text",
        "Van een onbekende klant");
    var documents = in.delivery(run, in.theirs, DOCUMENT, "acquired_documenten.csv");
    in.stage(
        documents,
        DOCUMENT,
        "source_key",
        "D1",
        "customer_key",
        "B2",
        "name",
        "contract.pdf",
        "created_at",
        "2024-02-01T00:00:00Z");
    in.register(run);
    in.pair(run, "B1", "A1", "LINK", null, 14.2);
    in.pair(run, "B3", "A2", "REVIEW", "SAME", 4.1);
    in.pair(run, "B2", "A3", "REVIEW", "NOT_SAME", 3.0);
  }

  private void person(
      long delivery,
      String key,
      String given,
      String prefix,
      String family,
      String postcode,
      String email,
      String phone) {
    in.stage(
        delivery,
        CUSTOMER,
        "source_key",
        key,
        "given_name",
        given,
        "prefix",
        prefix,
        "family_name",
        family,
        "street",
        "Dorpsstraat",
        "house_number",
        "12",
        "postcode",
        postcode,
        "city",
        "Ede",
        "email",
        email,
        "phone",
        phone);
  }

  /** Carries our own customers, theirs, and their history. */
  public SmallTakeover carriedLive() {
    in.carryLive(run, Kind.OWN);
    in.carryLive(run, Kind.TRANSFER);
    in.carryLive(run, Kind.HISTORY);
    return this;
  }

  /** The live cut-over of this kind. */
  long cutover(Kind kind) {
    return in.number("select id from transfer_cutover where kind = '" + kind + "'");
  }

  /** Finance enters what the old company's ledger says, as measured there. */
  void control(String measure, String entity, String value) {
    control(run, measure, entity, value);
  }

  /** As {@link #control(String, String, String)}, of another run. */
  void control(long ofRun, String measure, String entity, String value) {
    in.sql(
        "insert into merger_control_total (run_id, company_id, entity, measure, value, entered_by, source) values (%d, %d, '%s', '%s', %s, %d, 'grootboek')"
            .formatted(ofRun, in.theirs, entity, measure, value, in.finance));
  }
}
