package org.klantbrug.crisis;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Whom the numbers of a list are: of either company, or our own. A number that is nobody's, or that
 * of several, is kept with its line, so that nothing of a list is lost.
 */
public final class ListedNumbers {
  private static final String RESOLVED =
      """
      with typed as (select t.typed, t.line_no from unnest(:numbers) with ordinality t (typed, line_no)), hit as (
        select t.line_no, %s as person_id
          from typed t
          join customer_identity i on customer_number_core(i.source_key) = customer_number_core(t.typed)
               and customer_number_fits(i.source_key, t.typed) and (cast(:company as bigint) is null or i.company_id = :company)
          %s
         where not exists (select from customer_erased e where e.identity_id = i.id)
        union
        select t.line_no, p.founder_id from typed t join customer_party p on p.number = customer_number_plain(t.typed)
         where cast(:company as bigint) is null
      ), whose as (
        select t.line_no, t.typed, count(distinct h.person_id) as persons, min(h.person_id) as person_id
          from typed t left join hit h on h.line_no = t.line_no group by t.line_no, t.typed
      ), resolved as (
        select line_no, typed, case when persons = 1 then person_id end as identity_id,
               case when persons = 0 then 'UNKNOWN' when persons > 1 then 'SEVERAL'
                    when row_number() over (partition by persons, person_id order by line_no) > 1 then 'DOUBLE' end as reason
          from whose)
      """
          .formatted(CriterionSql.PERSON, CriterionSql.JOINS);

  private ListedNumbers() {}

  /**
   * How a list comes out.
   *
   * @param found customers whom it names
   * @param added who of them are not in the crisis yet
   * @param unknown lines that are nobody
   * @param several lines that could be more than one customer
   * @param doubles lines of somebody who stood on the list before
   */
  public record Counted(int found, int added, int unknown, int several, int doubles) {}

  static Counted count(Handle handle, long crisis, NewCriterion wanted) {
    return bind(
            handle.createQuery(
                RESOLVED
                    + """
                      select count(*) filter (where r.identity_id is not null and r.reason is null) as found,
                             count(*) filter (where r.identity_id is not null and r.reason is null and a.id is null) as added,
                             count(*) filter (where r.reason = 'UNKNOWN') as unknown,
                             count(*) filter (where r.reason = 'SEVERAL') as several,
                             count(*) filter (where r.reason = 'DOUBLE') as doubles
                        from resolved r left join crisis_affected a on a.crisis_id = :crisis and a.identity_id = r.identity_id"""),
            wanted)
        .bind("crisis", crisis)
        .map(ConstructorMapper.of(Counted.class))
        .one();
  }

  /** Keeps the lines of a list with whom they are. */
  static void keep(Handle handle, long criterion, NewCriterion wanted) {
    bind(
            handle.createUpdate(
                "insert into crisis_listed (criterion_id, line_no, typed, identity_id, reason) "
                    + RESOLVED
                    + " select :criterion, line_no, typed, identity_id, reason from resolved"),
            wanted)
        .bind("criterion", criterion)
        .execute();
  }

  private static <T extends SqlStatement<T>> T bind(T statement, NewCriterion wanted) {
    return statement
        .bindArray("numbers", String.class, wanted.numbers())
        .bind("company", wanted.company());
  }

  /**
   * A line that is nobody, or that could be several.
   *
   * @param line counted from 1
   */
  public record Open(int line, String typed, String reason) {}

  /** Lines of a list that named no customer. */
  static List<Open> open(Handle handle, long criterion, int most) {
    return handle
        .createQuery(
            """
            select line_no as line, typed, reason from crisis_listed
             where criterion_id = :criterion and identity_id is null order by line_no limit :most""")
        .bind("criterion", criterion)
        .bind("most", most)
        .map(ConstructorMapper.of(Open.class))
        .list();
  }
}
