package org.klantbrug.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.shared.Database;

/** What can be chosen in a note. */
@ApplicationScoped
public class ContactChoices {
  /** Channels of a contact, those of our own desk first. */
  public static final List<String> CHANNELS =
      List.of(
          "PHONE",
          "EMAIL",
          "CHAT",
          "WHATSAPP",
          "LETTER",
          "IN_PERSON",
          "VIDEO",
          "SOCIAL",
          "MESSENGER",
          "WEB_APP",
          "PORTAL_MESSAGE",
          "REFERRAL",
          "OTHER");

  /** Who came to whom: the customer to us, or we to him. */
  public static final List<String> DIRECTIONS = List.of("IN", "OUT");

  /** What a customer seemed to feel. */
  public static final List<String> EMOTIONS =
      List.of("CALM", "HAPPY", "CONFUSED", "WORRIED", "DISAPPOINTED", "ANGRY");

  /** How it was for the customer, by the customer's own words. */
  public static final List<String> EXPERIENCES =
      List.of("POSITIVE", "NEUTRAL", "NEGATIVE", "NOT_ASKED");

  /** How a customer can want to be spoken to. */
  public static final List<String> PREFERRED =
      List.of("PHONE", "EMAIL", "LETTER", "WHATSAPP", "SOCIAL", "WEB_APP", "NONE");

  private Database database;
  private volatile List<String> topics;

  /** For the container. */
  protected ContactChoices() {}

  /** Topics are rows of this database. */
  @Inject
  public ContactChoices(Database database) {
    this.database = database;
  }

  /** What a question can be about, in the order in which it is offered; read once. */
  public List<String> topics() {
    if (topics == null) {
      topics =
          database.with(
              handle ->
                  handle
                      .createQuery("select code from contact_topic order by position")
                      .mapTo(String.class)
                      .list());
    }
    return topics;
  }
}
