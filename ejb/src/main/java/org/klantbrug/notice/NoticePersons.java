package org.klantbrug.notice;

import org.klantbrug.customer.CustomerName;
import org.klantbrug.customer.EmailAddresses;
import org.klantbrug.customer.PostalAddress;

/** SQL of the customers of a merger, and how each of their accounts stands with its notices. */
final class NoticePersons {
  /** SQL: he said last, to either company, that he likes letters. */
  private static final String LIKES_LETTERS =
      "'LETTER' in (coalesce((select n.preferred_channel from contact_note n where n.identity_id = any(h.identities)"
          + " and n.preferred_channel is not null order by n.occurred_at desc, n.contact_id desc limit 1),"
          + " i.preferred_channel, ''), coalesce(f.preferred_channel, ''))";

  /** SQL: of person {@code h} nothing is left. */
  static final String ERASED =
      "exists (select from customer_erased e where e.identity_id = any(h.identities))";

  /** SQL: why a person tells {@code h}, and no message does; null if one may. */
  static final String CIRCUMSTANCE =
      """
      (select min(o.circumstance) from (
         select o.circumstance from customer_identity o where o.id = any(h.identities || h.person_id)
         union all
         select o.circumstance from customer_party o where o.founder_id = h.person_id) o
        where o.circumstance in ('DECEASED', 'GUARDIANSHIP', 'SECRET_ADDRESS', 'MINOR'))""";

  /**
   * SQL: the mail address of {@code h}, as of whom is told, else as of the person; null if none.
   */
  static final String EMAIL =
      "nullif(coalesce(%s, %s), '')"
          .formatted(EmailAddresses.sql("h.identity_id"), EmailAddresses.sql("h.person_id"));

  private static final String LOOKS_LIKE_MAIL =
      " ~ '^[^\\s,;<>()\"]+@[^\\s,;<>()\"@]+\\.[^\\s,;<>()\"@.]+$'";

  /** SQL: {@link #EMAIL} looks like an address; null if there is none. */
  static final String HAS_MAIL = EMAIL + LOOKS_LIKE_MAIL;

  /** SQL: member {@code m} of wave {@code w} is to go over. */
  private static final String GOES =
      "m.state in ('PLANNED', 'MOVED', 'RELEASED') and w.state in ('PLANNED', 'RELEASED') and w.day > :today";

  /** SQL: null while member {@code m} was not told; else whether a person is asked to tell him. */
  private static final String ASKED =
      "(select bool_or(n.state = 'ASKED') from notice_account a join notice_notice n on n.id = a.notice_id"
          + " where a.member_id = m.id and n.state <> 'STOPPED')";

  /** SQL: the last notice that member {@code m} got: what only lies here told him nothing. */
  private static final String LAST =
      "(select n.id as notice_id, a.named_day, a.sheet_id from notice_account a join notice_notice n on n.id = a.notice_id"
          + " where a.member_id = m.id and n.state = 'SENT' order by n.id desc limit 1)";

  /**
   * SQL: what member {@code m} heard last, {@code l}, is right no more, and no notice that is right
   * lies here for him.
   */
  private static final String DIFFERS =
      "(l.notice_id is not null and "
          + isWrong("l")
          + " and not exists (select from notice_account a join notice_notice n on n.id = a.notice_id"
          + " where a.member_id = m.id and n.state in ('WAITING', 'ASKED', 'RETURNED') and not "
          + isWrong("a")
          + "))";

  /** All customers of a merger. */
  static final String ALL =
      "select distinct person_id from wave_member where merger_id = :merger and person_id > :after order by person_id limit :most";

  /** Whose account goes over with a wave that is being told, or is too late, and was not told. */
  static final String DUE_ANNOUNCEMENT =
      """
      select distinct m.person_id from wave_member m join wave_wave w on w.id = m.wave_id
       where m.wave_id = any(cast(:sending as bigint[]) || cast(:late as bigint[])) and m.person_id > :after and %s and %s is null
       order by m.person_id limit :most"""
          .formatted(GOES, ASKED);

  /** Whose notice named another day than the wave has, or other money than is confirmed now. */
  static final String DUE_CORRECTION =
      """
      select distinct m.person_id from wave_member m join wave_wave w on w.id = m.wave_id cross join lateral %s l
       where m.merger_id = :merger and m.person_id > :after and %s and %s order by m.person_id limit :most"""
          .formatted(LAST, GOES, DIFFERS);

  private static final String SQL =
      """
      with chosen as (%1$s), sheet as materialized (
        select s.id, lower(s.label) as label_key from billing_sheet s where s.merger_id = :merger and %2$s
      ), member as materialized (
        select m.id, m.person_id, m.identity_id, m.account_key, m.by_debit, m.state, w.day, lower(coalesce(btrim(m.label), '')) as label_key,
               %3$s as goes, m.state not in ('GONE', 'PLANNED', 'MOVED', 'HELD') and (m.state <> 'RELEASED' or w.day <= :today) as is_over,
               :correction or w.id = any(:sending) as is_now, not :correction and w.id = any(:late) as is_late, %4$s as asked,
               :correction and coalesce(%5$s, false) as differs, l.notice_id as corrects
          from chosen join wave_member m on m.merger_id = :merger and m.person_id = chosen.person_id
          left join wave_wave w on w.id = m.wave_id
          left join lateral %6$s l on :correction
      ), due as (
        select m.*, coalesce(goes and case when :correction then differs else asked is null end, false) as is_due from member m
      ), first as (
        select d.*, bool_or(is_due) over (partition by person_id) as any_due,
               first_value(label_key) over (partition by person_id order by is_due desc, day, id) as first_label from due d
      ), account as materialized (
        select f.*, coalesce(goes, false)
               and (not any_due or label_key = first_label and case when :correction then corrects is not null else is_due end) as wanted
          from first f
      ), person as materialized (
        select person_id, array_agg(distinct identity_id) as identities,
               coalesce((array_agg(identity_id order by day, id) filter (where wanted))[1], min(identity_id)) as identity_id,
               array_agg(id order by day, id) filter (where wanted) as members,
               array_agg(account_key order by day, id) filter (where wanted) as accounts,
               array_agg(cast(day as text) order by day, id) filter (where wanted) as days,
               coalesce(bool_or(by_debit) filter (where wanted), false) as by_debit, bool_and(state = 'GONE') as all_gone,
               coalesce(bool_or(goes), false) as any_goes, bool_or(is_over) as any_over, bool_or(state = 'HELD') as any_held,
               not :correction and bool_or(asked is not null) as heard, coalesce(bool_or(asked), false) as asked, bool_or(any_due) as any_due,
               max(first_label) as label_key, max(corrects) filter (where wanted) as corrects,
               coalesce(bool_or(wanted and is_now), false) as any_now, coalesce(bool_or(wanted and is_late), false) as any_late
          from account group by person_id
      ), looked as (
        select h.*, s.id as sheet_id, i.source_key as customer_key, %7$s as name, d.ours, c.id as contact_id, c.staff_id as contact_staff,
               cs.full_name as contact, c.dialled as phone, %8$s as postal, %9$s as email, %10$s as likes_letters,
               case when i.extra->>'language' ilike 'en%%' or coalesce(i.country, 'NL') not in ('NL', 'BE', 'SR', '') then 'en' else 'nl' end
                 as language,
               %11$s as erased, %12$s as circumstance, %13$s as objected,
               s.id is not null or h.label_key = '' and not exists (select from billing_sheet b where b.merger_id = :merger) as confirmed
          from person h
          join customer_identity i on i.id = h.identity_id
          join customer_identity f on f.id = h.person_id
          join customer_company d on d.id = f.company_id
          left join sheet s on s.label_key = h.label_key
          left join notice_assigned g on g.merger_id = :merger and g.person_id = h.person_id
          left join notice_contact c on c.id = g.contact_id
          left join identity_staff cs on cs.id = c.staff_id
      ), standing as (
        select l.*, email%14$s as has_mail from looked l
      )
      select person_id, identity_id, customer_key, name, sheet_id, ours as both, language, members, accounts, days, by_debit, heard, corrects,
             contact_id, contact_staff, contact, phone, email, postal, circumstance,
             case when all_gone or erased then 'LEFT'
                  when not any_due and heard then case when asked and any_goes then 'BY_PERSON' else 'TOLD' end
                  when not any_goes and any_over then 'OVER' when not any_goes and any_held then 'HELD'
                  when not any_goes then 'NO_WAVE' when objected then 'OBJECTED'
                  when any_late then 'LATE' when not any_now then 'LATER' when not confirmed then 'UNCONFIRMED'
                  when contact_id is null then 'NO_CONTACT' when circumstance is not null then 'BY_PERSON'
                  when has_mail and not likes_letters then 'EMAIL' when postal is not null then 'LETTER'
                  when has_mail then 'EMAIL' else 'NO_ADDRESS' end as standing
        from standing
      """;

  private NoticePersons() {}

  private static String isWrong(String account) {
    return "(%1$s.named_day <> w.day or exists (select from billing_sheet s where s.id = %2$s and %3$s))"
        .formatted(
            account, SaidChanges.OF_MEMBER, SaidChanges.differ(account + ".sheet_id", "s.id"));
  }

  /**
   * SQL: customers as {@link NoticeReach.Customer}.
   *
   * @param chosen SQL of their persons
   * @param objected SQL: {@code h} is not to be told, as another context knows
   */
  static String sql(String chosen, String objected) {
    return SQL.formatted(
        chosen,
        SaidChanges.COUNTS,
        GOES,
        ASKED,
        DIFFERS,
        LAST,
        CustomerName.sql("i"),
        PostalAddress.SQL,
        EMAIL,
        LIKES_LETTERS,
        ERASED,
        CIRCUMSTANCE,
        objected,
        LOOKS_LIKE_MAIL);
  }
}
