package org.klantbrug.desk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.Database;

/** What the access log is about, by the names under which people know it, in one statement. */
@ApplicationScoped
public class LoggedSubjects {
  private static final List<String> KINDS =
      List.of(
          "file",
          "run",
          "reconciliation",
          "merger",
          "job",
          "team",
          "pair",
          "complaint",
          "signal",
          "objection",
          "crisis");

  private Database database;

  /** For the container. */
  protected LoggedSubjects() {}

  /** Reads names from this database. */
  @Inject
  public LoggedSubjects(Database database) {
    this.database = database;
  }

  /**
   * A subject of the log.
   *
   * @param name of a file, merger or team, or the two customers of a pair; a code for a
   *     reconciliation (kind of cut-over) and a job; null for a run
   * @param run number of the run it belongs to; null if none
   * @param merger name of the merger it belongs to; null if none
   */
  public record Named(String kind, long id, String name, Integer run, String merger) {
    private Audit.Subject subject() {
      return new Audit.Subject(kind, id);
    }
  }

  /**
   * Names of complaints, files, runs, reconciliations, mergers, jobs, teams and pairs.
   *
   * @param subjects of any kind; others are passed over, and so is what is not there any more
   */
  public Map<Audit.Subject, Named> names(Collection<Audit.Subject> subjects) {
    return database.with(
        handle -> {
          var query =
              handle.createQuery(
                  """
                  select 'file' as kind, d.id, d.file_name as name, r.no as run, m.name as merger
                    from merger_delivery d join merger_run r on r.id = d.run_id join merger_merger m on m.id = r.merger_id
                   where d.id = any(:file)
                  union all
                  select 'run', r.id, null, r.no, m.name
                    from merger_run r join merger_merger m on m.id = r.merger_id where r.id = any(:run)
                  union all
                  select 'reconciliation', k.id, c.kind, r.no, m.name
                    from transfer_reconciliation k join transfer_cutover c on c.id = k.cutover_id
                    join merger_run r on r.id = c.run_id join merger_merger m on m.id = c.merger_id
                   where k.id = any(:reconciliation)
                  union all
                  select 'merger', m.id, m.name, null, null from merger_merger m where m.id = any(:merger)
                  union all
                  select 'job', j.id, j.kind, r.no, m.name
                    from work_job j
                    left join merger_run r on j.subject_kind = 'run' and r.id = j.subject_id
                    left join merger_merger m on m.id = r.merger_id
                   where j.id = any(:job)
                  union all
                  select 'complaint', k.id, k.number, null, null from complaint_complaint k where k.id = any(:complaint)
                  union all
                  select 'signal', g.id, g.number, null, null from signal_signal g where g.id = any(:signal)
                  union all
                  select 'crisis', x.id, x.number, null, null from crisis_crisis x where x.id = any(:crisis)
                  union all
                  select 'objection', o.id, o.number, null, null from objection_objection o where o.id = any(:objection)
                  union all
                  select 'team', t.id, t.name, null, null from identity_team t where t.id = any(:team)
                  union all
                  select 'pair', p.id, a.source_key || ' – ' || b.source_key, r.no, m.name
                    from matching_pair p
                    join customer_identity a on a.id = p.left_id join customer_identity b on b.id = p.right_id
                    join merger_run r on r.id = p.run_id join merger_merger m on m.id = r.merger_id
                   where p.id = any(:pair)
                  """);
          KINDS.forEach(
              kind -> query.bindArray(kind, Long.class, Audit.Subject.ids(subjects, kind)));
          return query.map(ConstructorMapper.of(Named.class)).stream()
              .collect(Collectors.toMap(Named::subject, Function.identity()));
        });
  }
}
