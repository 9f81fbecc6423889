package org.klantbrug.objection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.PostalAddress;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Letters to customers who object, as they go to the post: with the words that stand in the
 * timeline, and no others.
 */
@ApplicationScoped
public class ObjectionPrint {
  private static final String LETTER = "LETTER";
  private static final Set<String> KINDS = Set.of("lettered", "apologised", "told");

  private Database database;
  private Audit audit;
  private ObjectionDesk desk;

  /** For the container. */
  protected ObjectionPrint() {}

  /** Works with these. */
  @Inject
  public ObjectionPrint(Database database, Audit audit, ObjectionDesk desk) {
    this.database = database;
    this.audit = audit;
    this.desk = desk;
  }

  /**
   * A letter.
   *
   * @param number of the objection
   * @param address in lines, the name first
   * @param language {@code nl} or {@code en}
   */
  public record Printed(String number, String address, String language, String body) {}

  /** Whether something that was done is a letter. */
  public static boolean isLetter(ObjectionDesk.Event event) {
    return KINDS.contains(event.kind()) && LETTER.equals(event.how()) && event.words() != null;
  }

  /**
   * One of the letters of an objection; that it was printed is written down.
   *
   * @throws RuleBroken {@code objection.*}: there is no such letter, or the postal address is not
   *     whole
   */
  public Printed print(long id, long event, Staff by) {
    return database.inTransaction(
        handle -> {
          var opened = desk.look(id, by);
          var letter =
              opened.events().stream()
                  .filter(each -> each.id() == event && isLetter(each))
                  .findFirst()
                  .orElseThrow(() -> new RuleBroken("objection.no-letter"));
          return printed(handle, opened.objection(), letter, by);
        });
  }

  private Printed printed(
      Handle handle, ObjectionView objection, ObjectionDesk.Event letter, Staff by) {
    var address =
        PostalAddress.of(handle, objection.identityId())
            .orElseThrow(() -> new RuleBroken("objection.address-not-whole"));
    audit.record(
        handle,
        by.id(),
        by.login(),
        "objectionLetterPrinted",
        Objections.SUBJECT,
        objection.id(),
        objection.number());
    return new Printed(objection.number(), address, objection.language(), letter.words());
  }
}
