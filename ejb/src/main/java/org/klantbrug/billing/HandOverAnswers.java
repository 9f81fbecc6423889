package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;

/**
 * What the new billing says of a START file and the old company of a STOP file, account by account.
 * They come in any order and may come twice: an account that was refused can be accepted later; one
 * that was accepted stays so, and a later refusal asks a person. That an account ended for them is
 * answered in the same way.
 */
@ApplicationScoped
public class HandOverAnswers {
  private static final int AT_ONCE = 5_000;
  private static final int LONGEST_REASON = 400;
  private static final Map<String, String> WORDS =
      Map.of(
          "accepted",
          "ACCEPTED",
          "aanvaard",
          "ACCEPTED",
          "ok",
          "ACCEPTED",
          "refused",
          "REFUSED",
          "geweigerd",
          "REFUSED",
          "rejected",
          "REFUSED");

  private static final List<TableFile.Column> COLUMNS =
      List.of(
          TableFile.Column.needed("customer", "klant", "klantnummer"),
          TableFile.Column.needed("account", "rekening", "factuurrekening"),
          TableFile.Column.needed("answer", "antwoord"),
          TableFile.Column.extra("reason", "reden"),
          TableFile.Column.extra("handover", "overdracht"));

  private TakenFiles files;
  private BillingTasks tasks;
  private BusinessClock clock;

  /** For the container. */
  protected HandOverAnswers() {}

  /** Works with these. */
  @Inject
  public HandOverAnswers(TakenFiles files, BillingTasks tasks, BusinessClock clock) {
    this.files = files;
    this.tasks = tasks;
    this.clock = clock;
  }

  record Line(
      long no,
      String customer,
      String account,
      String answer,
      String reason,
      String handover,
      String raw) {}

  /**
   * Takes a file of answers.
   *
   * @param side whose file they answer
   * @throws RuleBroken {@code billing.file-*}, {@code billing.column-missing}, {@code delivery.*}
   */
  public TakenFiles.Counts take(
      long mergerId, Side side, String name, InputStream content, Staff by) {
    return files.take(
        mergerId,
        side.answer(),
        name,
        content,
        by,
        (handle, file, fileId, unused) -> {
          var at = clock.now();
          var used = read(handle, file, mergerId, side, at, unused);
          ready(handle, mergerId);
          UncollectedRows.settle(handle, clock.today());
          if (refused(handle, mergerId)
              || Asked.isRefused(handle, mergerId, at)
              || unused.has(CONTRADICTS)) {
            tasks.ask(handle, mergerId, BillingTasks.REFUSED, "migrationLead");
          }
          return used;
        });
  }

  /** Key of the reason of a line that refuses what was accepted. */
  static final String CONTRADICTS = "billing.line.contradicts";

  private static int read(
      Handle handle, Path file, long mergerId, Side side, Instant at, UnusedLines unused)
      throws IOException {
    var used = 0;
    var seen = new HashSet<String>();
    var page = new ArrayList<Line>();
    try (var table = new TableFile(file, COLUMNS)) {
      while (table.next()) {
        var line = line(table, seen, unused);
        if (line != null) {
          page.add(line);
        }
        if (page.size() == AT_ONCE) {
          used += keep(handle, mergerId, side, page, at, unused);
          page.clear();
        }
      }
    }
    return used + keep(handle, mergerId, side, page, at, unused);
  }

  private static Line line(TableFile table, Set<String> seen, UnusedLines unused) {
    if (!table.isWhole()) {
      unused.add(table.line(), "billing.line.broken", table.raw(), null);
      return null;
    }
    var customer = table.text("customer");
    var account = table.text("account");
    var answer = WORDS.get(table.text("answer").toLowerCase(Locale.ROOT));
    var reason = table.text("reason");
    if (customer.isEmpty() || account.isEmpty()) {
      unused.add(table.line(), "billing.line.no-key", table.raw(), null);
    } else if (answer == null) {
      unused.add(table.line(), "billing.line.answer", table.raw(), null);
    } else if ("REFUSED".equals(answer) && reason.isEmpty()) {
      unused.add(table.line(), "billing.line.no-reason", table.raw(), null);
    } else if (!seen.add(customer + "\n" + account)) {
      unused.add(table.line(), "billing.line.double", table.raw(), null);
    } else {
      var kept = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
      return new Line(
          table.line(), customer, account, answer, kept, table.text("handover"), table.raw());
    }
    return null;
  }

  private static int keep(
      Handle handle, long mergerId, Side side, List<Line> page, Instant at, UnusedLines unused) {
    var found = new HashMap<>(Asked.keep(handle, mergerId, side, page, at));
    var others = page.stream().filter(line -> !found.containsKey(line.no())).toList();
    var keep = KEEP.formatted(side.name().toLowerCase(Locale.ROOT));
    bind(handle, keep, mergerId, side, others, at)
        .map((row, context) -> Map.entry(row.getLong(1), row.getString(2)))
        .forEach(each -> found.put(each.getKey(), each.getValue()));
    var used = 0;
    for (var line : page) {
      var became = found.getOrDefault(line.no(), "billing.line.not-handed-over");
      if (became.equals("USED")) {
        used++;
      } else {
        unused.add(line.no(), became, line.raw(), null);
      }
    }
    return used;
  }

  /** A statement over lines of answers. */
  static Query bind(
      Handle handle, String sql, long mergerId, Side side, List<Line> lines, Instant at) {
    return handle
        .createQuery(sql)
        .bind("merger", mergerId)
        .bind("at", at)
        .bindArray("lines", Long.class, lines.stream().map(Line::no).toList())
        .bindArray("customers", String.class, lines.stream().map(Line::customer).toList())
        .bindArray("accounts", String.class, lines.stream().map(Line::account).toList())
        .bindArray("answers", String.class, lines.stream().map(Line::answer).toList())
        .bindArray("reasons", String.class, lines.stream().map(Line::reason).toList())
        .bindArray("handovers", String.class, lines.stream().map(Line::handover).toList())
        .bind("side", side);
  }

  /**
   * SQL: keeps answers, and says of each line whether it was used or why it was not. One that names
   * another hand-over than the last of its account is late.
   */
  private static final String KEEP =
      """
      with given as (
        select g.*, a.member_id, a.%1$s_answer as before, g.handover <> '' and g.handover is distinct from (
                 select %3$s from billing_handover_line l join billing_handover h on h.id = l.handover_id
                  where l.member_id = a.member_id and l.side = :side and h.undone_at is null and h.about = 'ACCOUNTS' order by h.id desc limit 1) as late
          from unnest(cast(:lines as bigint[]), cast(:customers as text[]), cast(:accounts as text[]), cast(:answers as text[]),
                      cast(:reasons as text[]), cast(:handovers as text[])) as g (line, customer, account, answer, reason, handover)
          join merger_merger f on f.id = :merger
          join customer_identity i on i.company_id = f.acquired_id and i.source_key = g.customer
          join billing_account a on a.merger_id = :merger and a.identity_id = i.id and a.account_key = g.account
           and a.state <> 'HELD' and a.undone_at is null
      ), kept as (
        update billing_account a
           set %1$s_answer = g.answer, %1$s_reason = nullif(g.reason, ''), %1$s_at = :at, version = a.version + 1
          from given g
         where a.member_id = g.member_id and not g.late and g.before is distinct from 'ACCEPTED'
           and (g.before is null or g.answer = 'ACCEPTED' or a.%1$s_reason is distinct from g.reason)
        returning a.member_id
      )
      select g.line, case when k.member_id is not null then 'USED'
                          when g.late then 'billing.line.older-handover'
                          when g.answer = g.before then 'billing.line.known' else '%2$s' end
        from given g left join kept k on k.member_id = g.member_id
      """
          .formatted("%1$s", CONTRADICTS, HandOverFile.NAME);

  /** Who was accepted by both is confirmed, and live once the day of his wave has come. */
  private void ready(Handle handle, long mergerId) {
    HandedOver.ready(handle, mergerId, clock.today(), clock.now());
  }

  private static boolean refused(Handle handle, long mergerId) {
    return handle
        .createQuery(
            """
            select exists (select from billing_account where merger_id = :merger and undone_at is null
                              and (start_answer = 'REFUSED' or stop_answer = 'REFUSED'))""")
        .bind("merger", mergerId)
        .mapTo(Boolean.class)
        .one();
  }
}
