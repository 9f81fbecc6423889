package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.klantbrug.identity.Staff;

/**
 * Books what banks say by rule: which account it is of, by mandate, reference or bank account, and
 * which company debited it. What is of no account here is kept aside with its reason.
 */
@ApplicationScoped
public class BankFiles {
  private static final int AT_ONCE = 5_000;

  private TakenFiles files;
  private FirstDebits debits;

  /** For the container. */
  protected BankFiles() {}

  /** Works with these. */
  @Inject
  public BankFiles(TakenFiles files, FirstDebits debits) {
    this.files = files;
    this.debits = debits;
  }

  /**
   * Takes a file of a bank, all or nothing.
   *
   * @throws org.klantbrug.shared.RuleBroken {@code billing.bank-*}: what is wrong with it, on which
   *     line; {@code billing.file-*}
   */
  public TakenFiles.Counts take(long mergerId, String name, InputStream content, Staff by) {
    return files.take(
        mergerId,
        FileKind.BANK,
        name,
        content,
        by,
        (handle, file, fileId, unused) -> {
          var booking = new Booking(handle, mergerId, fileId, unused);
          BankFile.read(file, booking::take);
          var used = booking.end();
          debits.book(handle, mergerId, fileId);
          return used;
        });
  }

  /** The entries of a file on their way in. */
  private static final class Booking {
    private final Handle handle;
    private final long mergerId;
    private final long fileId;
    private final UnusedLines unused;
    private final List<BankEntry> page = new ArrayList<>();
    private int used;

    Booking(Handle handle, long mergerId, long fileId, UnusedLines unused) {
      this.handle = handle;
      this.mergerId = mergerId;
      this.fileId = fileId;
      this.unused = unused;
    }

    void take(BankEntry entry) {
      if (entry.kind().equals("OTHER")) {
        unused.add(entry.line(), "billing.line.other-entry", said(entry), null);
        return;
      }
      page.add(entry);
      if (page.size() == AT_ONCE) {
        keep();
      }
    }

    int end() {
      keep();
      return used;
    }

    private void keep() {
      if (page.isEmpty()) {
        return;
      }
      var became =
          bound()
              .map((row, context) -> Map.entry(row.getLong(1), row.getString(2)))
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
      for (var i = 0; i < page.size(); i++) {
        var what = became.getOrDefault((long) i, "billing.line.no-account");
        if (what.equals("USED")) {
          used++;
        } else {
          unused.add(page.get(i).line(), what, said(page.get(i)), null);
        }
      }
      page.clear();
    }

    private Query bound() {
      var query =
          handle
              .createQuery(BOOKED)
              .bind("merger", mergerId)
              .bind("file", fileId)
              .bindArray("lines", Long.class, page.stream().map(BankEntry::line).toList());
      texts(query, "references", BankEntry::reference);
      texts(query, "kinds", BankEntry::kind);
      texts(query, "owns", BankEntry::ownIban);
      texts(query, "days", entry -> entry.bookedOn().toString());
      texts(query, "amounts", entry -> entry.amount().toPlainString());
      texts(query, "reasons", BankEntry::reasonCode);
      texts(query, "ends", BankEntry::endToEnd);
      texts(query, "mandates", BankEntry::mandate);
      texts(query, "ibans", BankEntry::iban);
      texts(query, "creditors", BankEntry::creditor);
      return query;
    }

    private void texts(Query query, String name, Function<BankEntry, String> text) {
      query.bindArray(name, String.class, page.stream().map(text).toList());
    }

    /** For a person who looks why it could not be used. */
    private static String said(BankEntry entry) {
      return String.join(
          " ",
          entry.kind(),
          String.valueOf(entry.bookedOn()),
          entry.amount().toPlainString(),
          String.valueOf(entry.mandate()),
          String.valueOf(entry.endToEnd()),
          String.valueOf(entry.iban()));
    }
  }

  /**
   * SQL: books entries and says of each whether it was used. An account is known by its mandate,
   * else by its number as reference, else by the bank account of the customer if he has one
   * account. A debit is the old company's if the account it came in on, or its creditor, is the old
   * one.
   */
  private static final String BOOKED =
      """
      with given as (
        select g.* from unnest(cast(:lines as bigint[]), cast(:references as text[]), cast(:kinds as text[]), cast(:owns as text[]),
                      cast(:days as date[]), cast(cast(:amounts as text[]) as numeric[]), cast(:reasons as text[]),
                      cast(:ends as text[]), cast(:mandates as text[]), cast(:ibans as text[]), cast(:creditors as text[]))
               with ordinality as g (line, reference, kind, own, day, amount, reason, ref, mandate, iban, creditor, no)
      ), found as (
        select g.*, a.member_id, a.identity_id,
               case when g.own = a.iban or g.creditor = a.creditor_id then 'NEW'
                    when g.own = c.old_iban or g.creditor = c.old_creditor or g.creditor = n.creditor_id then 'OLD'
                    when a.iban is null and a.creditor_id is null then 'NEW' end as side
          from given g
          left join lateral (
            select a.* from billing_account a
             where a.merger_id = :merger and a.undone_at is null
               and (a.mandate_key = g.mandate or g.mandate is null and a.account_key = g.ref
                    or g.mandate is null and a.mandate_iban = g.iban)
             order by (a.mandate_key = g.mandate) desc nulls last, (a.account_key = g.ref) desc nulls last,
                      (g.mandate is null or a.account_key = g.ref) desc nulls last, a.member_id
             limit 1) a on true
          left join wave_member w on w.id = a.member_id
          left join lateral (
            select max(b.old_value) filter (where b.subject = 'IBAN') as old_iban,
                   max(b.old_value) filter (where b.subject = 'CREDITOR_ID') as old_creditor
              from billing_change b where b.sheet_id = %1$s) c on true
          left join lateral (
            select f.creditor_id from contract_mandate f
             where f.identity_id = a.identity_id and f.source_key = a.mandate_key limit 1) n on true
      ), kept as (
        insert into billing_debit (merger_id, file_id, line_no, reference, kind, side, member_id, identity_id, booked_on, amount,
               reason_code, iban)
        select :merger, :file, line, reference, kind, side, member_id, identity_id, day, amount, reason, iban
          from found where member_id is not null and side is not null
        on conflict (merger_id, reference) do nothing returning reference
      )
      select f.no - 1, case when k.reference is not null then 'USED' when f.member_id is null then 'billing.line.no-account'
                            when f.side is null then 'billing.line.no-side' else 'billing.line.known-entry' end
        from found f left join kept k on k.reference = f.reference
      """
          .formatted(SheetRows.LAST_CONFIRMED_OF_MEMBER);
}
