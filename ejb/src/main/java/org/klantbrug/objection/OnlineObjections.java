package org.klantbrug.objection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Objections that customers send themselves by the link in their letter. They read no more than the
 * letter said: the companies, and the day.
 */
@ApplicationScoped
public class OnlineObjections {
  private Database database;
  private SignedLinks links;
  private ObjectionIntake intake;

  /** For the container. */
  protected OnlineObjections() {}

  /** Works with these. */
  @Inject
  public OnlineObjections(Database database, SignedLinks links, ObjectionIntake intake) {
    this.database = database;
    this.links = links;
    this.intake = intake;
  }

  /**
   * What a customer reads.
   *
   * @param goesOn the day on which he goes over; null if none is planned
   * @param wentOver whether that day is behind him
   */
  public record Shown(String acquired, String acquirer, LocalDate goesOn, boolean wentOver) {}

  /** What the link shows; empty if it does not open. */
  public Optional<Shown> shown(SignedLinks.Link link) {
    return links.open(link).flatMap(whose -> database.with(handle -> find(handle, whose)));
  }

  private static Optional<Shown> find(Handle handle, SignedLinks.Whose whose) {
    return handle
        .createQuery(
            """
            select a.name as acquired, q.name as acquirer, min(w.day) as goes_on, coalesce(bool_or(v.state = 'OVER'), false) as went_over
              from merger_merger m
              join merger_company a on a.id = m.acquired_id
              join merger_company q on q.id = m.acquirer_id
              join customer_identity i on i.id = :identity and i.company_id = m.acquired_id
              left join wave_member v on v.merger_id = m.id and v.identity_id = i.id
              left join wave_wave w on w.id = v.wave_id
             where m.id = :merger and not exists (select from customer_erased e where e.identity_id = i.id)
             group by a.name, q.name""")
        .bind("identity", whose.identityId())
        .bind("merger", whose.mergerId())
        .map(ConstructorMapper.of(Shown.class))
        .findOne();
  }

  /**
   * Registers what was typed; the same form sent again changes nothing.
   *
   * @param key of the form
   * @param language in which he read it
   * @return the number of the objection
   * @throws RuleBroken if the link does not open, or nothing was chosen
   */
  public String send(SignedLinks.Link link, UUID key, About about, String text, String language) {
    var whose = links.open(link).orElseThrow(() -> new RuleBroken("objection.link-closed"));
    var id =
        intake.receiveFromCustomer(
            new NewObjection(
                key, whose.identityId(), whose.mergerId(), Way.LINK, about, text, language, null));
    return database.with(
        handle ->
            handle
                .createQuery("select number from objection_objection where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one());
  }
}
