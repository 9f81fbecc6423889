package org.klantbrug.objection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.wave.WaveWentOver;
import org.klantbrug.work.WorkItemCompleting;

/** What happens elsewhere and concerns objections. */
@ApplicationScoped
public class ObjectionSteps {
  private Database database;
  private NoOffers offers;

  /** For the container. */
  protected ObjectionSteps() {}

  /** Works with these. */
  @Inject
  public ObjectionSteps(Database database, NoOffers offers) {
    this.database = database;
    this.offers = offers;
  }

  /**
   * A task of {@code objectionHandling} is answered by doing the step with the objection, never by
   * the answer alone: the objection would know nothing of it. That somebody read what else the
   * customer said is the answer itself.
   */
  void onAnswer(@Observes WorkItemCompleting answer) {
    if (Objections.SUBJECT.equals(answer.item().subjectKind())
        && !ObjectionTrail.READ.equals(answer.item().kind())) {
      throw new RuleBroken("objection.answered-on-its-page");
    }
  }

  /** Somebody whose data may not be used, and who decided so. */
  public record Kept(long identityId, long decidedBy) {}

  /** Whoever goes over without use of his data is offered nothing from the moment he is ours. */
  void onWentOver(@Observes WaveWentOver wave) {
    database.use(
        handle ->
            handle
                .createQuery(
                    """
                    select o.identity_id, o.decided_by from objection_objection o
                      join wave_member m on m.merger_id = o.merger_id and m.identity_id = o.identity_id
                     where m.wave_id = :wave and o.outcome = 'NO_DATA_USE' and o.stage <> 'WITHDRAWN'
                     order by o.id""")
                .bind("wave", wave.waveId())
                .map(ConstructorMapper.of(Kept.class))
                .list()
                .forEach(each -> offers.stop(handle, each.identityId(), each.decidedBy())));
  }
}
