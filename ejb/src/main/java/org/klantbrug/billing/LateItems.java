package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.TypedFigure;

/** What reaches the old company after customers went over: booked by rule, or a task. */
@ApplicationScoped
public class LateItems {
  private static final int LONGEST = 4_000;
  private static final int SHOWN = 200;
  private static final Map<String, Kind> WORDS =
      Map.of(
          "betaling",
          Kind.PAYMENT,
          "terugbetaling",
          Kind.REFUND,
          "overlijden",
          Kind.DEATH,
          "telefoon",
          Kind.CALL,
          "brief",
          Kind.LETTER);

  private static final List<TableFile.Column> COLUMNS =
      List.of(
          TableFile.Column.needed("customer", "klant", "klantnummer"),
          TableFile.Column.needed("kind", "soort"),
          TableFile.Column.needed("received", "ontvangen"),
          TableFile.Column.extra("amount", "bedrag"),
          TableFile.Column.extra("words", "tekst"));

  private Database database;
  private TakenFiles files;
  private BillingTasks tasks;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected LateItems() {}

  /** Works with these. */
  @Inject
  public LateItems(
      Database database, TakenFiles files, BillingTasks tasks, BusinessClock clock, Audit audit) {
    this.database = database;
    this.files = files;
    this.tasks = tasks;
    this.clock = clock;
    this.audit = audit;
  }

  /** What it is. */
  public enum Kind {
    PAYMENT,
    REFUND,
    DEATH,
    CALL,
    LETTER
  }

  /**
   * What came.
   *
   * @param customer number at the old company
   * @param amount euro; of a payment or refund
   * @param words what was said or written; of a call or letter
   */
  public record Wish(
      String customer, Kind kind, LocalDate received, BigDecimal amount, String words) {}

  /**
   * What came, and what became of it.
   *
   * @param outcome STAYS, PASS_ON or ASKED
   */
  public record Item(
      long id,
      String customer,
      Kind kind,
      LocalDate receivedOn,
      BigDecimal amount,
      String words,
      String outcome,
      String invoiceKey,
      String notedBy,
      Instant notedAt) {}

  /** A customer who still pays to the account of the old company. */
  public record Payer(String customer, long payments, BigDecimal amount, LocalDate lastOn) {}

  /**
   * Notes one thing that came.
   *
   * @return what became of it
   * @throws RuleBroken {@code billing.late-*}
   */
  public String note(long mergerId, Wish wish, Staff by) {
    var wrong = wrong(wish);
    if (wrong.isPresent()) {
      throw new RuleBroken(wrong.get());
    }
    return database.inTransaction(
        handle -> {
          var outcome =
              keep(handle, mergerId, wish, null, null, by)
                  .orElseThrow(() -> new RuleBroken("billing.late-customer"));
          audit.record(
              handle,
              by.id(),
              by.login(),
              "billingLateNoted",
              "merger",
              mergerId,
              wish.kind().name());
          return outcome;
        });
  }

  /**
   * Takes a file of what came.
   *
   * @throws RuleBroken {@code billing.file-*}, {@code billing.column-missing}, {@code delivery.*}
   */
  public TakenFiles.Counts take(long mergerId, String name, InputStream content, Staff by) {
    return files.take(
        mergerId,
        FileKind.LATE,
        name,
        content,
        by,
        (handle, file, fileId, unused) -> read(handle, file, mergerId, fileId, unused, by));
  }

  private int read(
      Handle handle, Path file, long mergerId, long fileId, UnusedLines unused, Staff by)
      throws IOException {
    var used = 0;
    try (var table = new TableFile(file, COLUMNS)) {
      while (table.next()) {
        if (!table.isWhole()) {
          unused.add(table.line(), "billing.line.broken", table.raw(), null);
          continue;
        }
        var wish = wish(table);
        var wrong = wrong(wish);
        if (wrong.isPresent()) {
          unused.add(table.line(), wrong.get(), table.raw(), null);
        } else if (keep(handle, mergerId, wish, fileId, table.line(), by).isEmpty()) {
          unused.add(table.line(), "billing.late-customer", table.raw(), null);
        } else {
          used++;
        }
      }
    }
    return used;
  }

  private static Wish wish(TableFile table) {
    var kind = table.text("kind");
    var known =
        Arrays.stream(Kind.values())
            .filter(each -> each.name().equalsIgnoreCase(kind))
            .findFirst()
            .orElse(WORDS.get(kind.toLowerCase(Locale.ROOT)));
    return new Wish(
        table.text("customer"),
        known,
        day(table.text("received")),
        TypedFigure.amount(table.text("amount")).orElse(null),
        table.text("words"));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException none) {
      return null; // the rule says that it is missing
    }
  }

  /** Key of the rule that it breaks. */
  private Optional<String> wrong(Wish wish) {
    if (wish.kind() == null) {
      return Optional.of("billing.late-kind");
    }
    if (wish.received() == null || wish.received().isAfter(clock.today())) {
      return Optional.of("billing.late-day");
    }
    var money = wish.kind() == Kind.PAYMENT || wish.kind() == Kind.REFUND;
    if (money && (wish.amount() == null || wish.amount().signum() <= 0)) {
      return Optional.of("billing.late-amount");
    }
    var said = wish.kind() == Kind.CALL || wish.kind() == Kind.LETTER;
    if (said && (wish.words() == null || wish.words().isBlank())) {
      return Optional.of("billing.late-words");
    }
    return wish.words() != null && wish.words().length() > LONGEST
        ? Optional.of("billing.late-words-long")
        : Optional.empty();
  }

  private record Whose(long identity, Long party) {}

  private Optional<String> keep(
      Handle handle, long mergerId, Wish wish, Long fileId, Long line, Staff by) {
    return whose(handle, mergerId, wish.customer())
        .map(
            whose -> {
              var bill = bill(handle, mergerId, whose.identity(), wish);
              var outcome = bill.map(LateItems::outcome).orElse("ASKED");
              insert(
                  handle,
                  mergerId,
                  whose,
                  wish,
                  outcome,
                  bill.map(Bill::key).orElse(null),
                  fileId,
                  line,
                  by);
              if (outcome.equals("ASKED") && whose.party() != null) {
                ask(whose.party(), wish);
              }
              return outcome;
            });
  }

  private void ask(long party, Wish wish) {
    var money = wish.kind() == Kind.PAYMENT || wish.kind() == Kind.REFUND;
    tasks.askAbout(
        party,
        money ? BillingTasks.LATE_MONEY : BillingTasks.LATE_NEWS,
        money ? "finance" : "backOfficeHandler",
        wish.customer(),
        money ? "€ " + wish.amount() + " · " + wish.received() : String.valueOf(wish.received()));
  }

  private static Optional<Whose> whose(Handle handle, long mergerId, String customer) {
    return handle
        .createQuery(
            """
            select i.id as identity, l.party_id as party from merger_merger m
              join customer_identity i on i.company_id = m.acquired_id and i.source_key = :customer
              left join customer_party_link l on l.identity_id = i.id and %s
             where m.id = :merger"""
                .formatted(Sight.LINK_COUNTS))
        .bind("merger", mergerId)
        .bind("customer", customer)
        .map((row, context) -> new Whose(row.getLong(1), row.getObject(2, Long.class)))
        .findFirst();
  }

  private record Bill(String key, String owner) {}

  private static String outcome(Bill bill) {
    return bill.owner().equals("NEW") ? "PASS_ON" : "STAYS";
  }

  /** The one bill that is open for just this amount, and who collects it. */
  private static Optional<Bill> bill(Handle handle, long mergerId, long identity, Wish wish) {
    if (wish.kind() != Kind.PAYMENT) {
      return Optional.empty();
    }
    var bills =
        handle
            .createQuery(
                """
                select distinct o.invoice_key, o.owner from billing_invoice_owner o
                  join billing_account a on a.member_id = o.member_id and a.undone_at is null and a.merger_id = :merger
                 where o.identity_id = :identity and o.owner <> 'NOBODY' and o.open_amount = :amount""")
            .bind("merger", mergerId)
            .bind("identity", identity)
            .bind("amount", wish.amount())
            .map((row, context) -> new Bill(row.getString(1), row.getString(2)))
            .list();
    return bills.size() == 1 ? Optional.of(bills.get(0)) : Optional.empty();
  }

  private void insert(
      Handle handle,
      long mergerId,
      Whose whose,
      Wish wish,
      String outcome,
      String invoice,
      Long fileId,
      Long line,
      Staff by) {
    handle
        .createUpdate(
            """
            insert into billing_late_item (merger_id, identity_id, file_id, line_no, kind, received_on, amount, words, outcome,
                   invoice_key, noted_by, noted_at)
            values (:merger, :identity, :file, :line, :kind, :received, :amount, nullif(btrim(:words), ''), :outcome, :invoice, :by, :at)""")
        .bind("merger", mergerId)
        .bind("identity", whose.identity())
        .bind("file", fileId)
        .bind("line", line)
        .bind("kind", wish.kind())
        .bind("received", wish.received())
        .bind("amount", wish.amount())
        .bind("words", wish.words())
        .bind("outcome", outcome)
        .bind("invoice", invoice)
        .bind("by", by.id())
        .bind("at", clock.now())
        .execute();
  }

  /** What came, the newest first; that it was shown is written down. */
  public List<Item> of(long mergerId, Staff by) {
    return database.inTransaction(
        handle -> {
          audit.record(handle, by.id(), by.login(), "billingLateListed", "merger", mergerId, null);
          return handle
              .createQuery(
                  """
                  select t.id, i.source_key as customer, t.kind, t.received_on, t.amount, t.words, t.outcome, t.invoice_key,
                         s.full_name as noted_by, t.noted_at
                    from billing_late_item t join customer_identity i on i.id = t.identity_id
                    join identity_staff s on s.id = t.noted_by
                   where t.merger_id = :merger order by t.id desc limit :most""")
              .bind("merger", mergerId)
              .bind("most", SHOWN)
              .map(ConstructorMapper.of(Item.class))
              .list();
        });
  }

  /** Who went over and still pays to the account of the old company, most often first. */
  public List<Payer> payers(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select i.source_key as customer, count(*) as payments, sum(b.amount) as amount, max(b.booked_on) as last_on
                      from billing_debit b join billing_account a on a.member_id = b.member_id and a.undone_at is null
                      join customer_identity i on i.id = b.identity_id
                     where b.merger_id = :merger and b.kind = 'PAYMENT' and b.side = 'OLD' and b.booked_on >= a.first_debit_on
                     group by i.id order by 2 desc, 4 desc limit :most""")
                .bind("merger", mergerId)
                .bind("most", SHOWN)
                .map(ConstructorMapper.of(Payer.class))
                .list());
  }
}
