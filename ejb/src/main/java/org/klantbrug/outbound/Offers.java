package org.klantbrug.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** What customers can be offered who asked about a topic before, and what they said to it. */
@ApplicationScoped
public class Offers {
  /** What a customer can say to an offer. */
  public static final List<String> ANSWERS = List.of("YES", "NO", "LATER");

  private static final int LONGEST_PRODUCT = 200;
  private static final int LONGEST_WORDS = 400;
  private static final int LONGEST_TEXT = 1000;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private OfferBlocks blocks;

  /** For the container. */
  public Offers() {}

  /** Works with these. */
  @Inject
  public Offers(Database database, BusinessClock clock, Audit audit, OfferBlocks blocks) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.blocks = blocks;
  }

  /**
   * An offer.
   *
   * @param id 0 for a new one
   * @param topic code of the topic of questions
   * @param words by which a contact that came over is known to be about it, with commas between
   * @param product what is offered
   * @param version as it was read
   */
  public record Offer(
      long id,
      String topic,
      String words,
      String product,
      String textNl,
      String textEn,
      boolean active,
      int version) {
    private void check() {
      if (blank(topic) || blank(product) || blank(textNl) || blank(textEn)) {
        throw new RuleBroken("outbound.offer-incomplete");
      }
      if (product.length() > LONGEST_PRODUCT
          || words != null && words.length() > LONGEST_WORDS
          || textNl.length() > LONGEST_TEXT
          || textEn.length() > LONGEST_TEXT) {
        throw new RuleBroken("outbound.offer-too-long", LONGEST_TEXT);
      }
    }

    private static boolean blank(String text) {
      return text == null || text.isBlank();
    }
  }

  /** All offers, those that are made first. */
  public List<Offer> all() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select id, topic, words, product, text_nl, text_en, active, version from outbound_offer order by active desc, topic, id")
                .map(ConstructorMapper.of(Offer.class))
                .list());
  }

  /** Adds an offer or changes one. */
  public void set(Offer offer, Staff by) {
    offer.check();
    database.inTransaction(
        handle -> {
          if ((offer.id() == 0 ? add(handle, offer, by) : change(handle, offer, by)) == 0) {
            throw new RuleBroken("outbound.offer-changed-meanwhile");
          }
          audit.record(handle, by.id(), by.login(), "offerSet", "staff", by.id(), offer.product());
          return null;
        });
  }

  private int add(Handle handle, Offer offer, Staff by) {
    return handle
        .createUpdate(
            """
            insert into outbound_offer (topic, words, product, text_nl, text_en, active, changed_by, changed_at)
            values (:topic, :words, :product, :nl, :en, :active, :by, :at)""")
        .bindMap(values(offer, by))
        .execute();
  }

  private int change(Handle handle, Offer offer, Staff by) {
    return handle
        .createUpdate(
            """
            update outbound_offer set topic = :topic, words = :words, product = :product, text_nl = :nl, text_en = :en,
                   active = :active, changed_by = :by, changed_at = :at, version = version + 1
             where id = :id and version = :version""")
        .bindMap(values(offer, by))
        .bind("id", offer.id())
        .bind("version", offer.version())
        .execute();
  }

  private Map<String, Object> values(Offer offer, Staff by) {
    var values = new HashMap<String, Object>();
    values.put("topic", offer.topic());
    values.put("words", offer.words() == null ? "" : offer.words().strip());
    values.put("product", offer.product().strip());
    values.put("nl", offer.textNl().strip());
    values.put("en", offer.textEn().strip());
    values.put("active", offer.active());
    values.put("by", by.id());
    values.put("at", clock.now());
    return values;
  }

  /**
   * Notes what a customer said to an offer.
   *
   * @param answer one of {@link #ANSWERS}
   * @throws RuleBroken if the product may not be offered to him
   */
  public void said(long partyId, long offer, String answer, Staff by) {
    if (!ANSWERS.contains(answer)) {
      throw new RuleBroken("outbound.answer-missing");
    }
    database.inTransaction(
        handle -> {
          refuseBlocked(handle, partyId, offer);
          var noted =
              new Sight(clock.today(), by.cleanTeam())
                  .bindTo(
                      handle.createUpdate(
                          """
                          insert into outbound_offer_answer (offer_id, identity_id, answer, staff_id, at)
                          select :offer, i.id, :answer, :by, :now
                            from customer_identity i join customer_company c on c.id = i.company_id
                           where i.id in %s order by c.ours desc, i.id limit 1
                          """
                              .formatted(Sight.IDENTITIES_OF_PARTY)))
                  .bind("offer", offer)
                  .bind("answer", answer)
                  .bind("by", by.id())
                  .bind("now", clock.now())
                  .bind("party", partyId)
                  .execute();
          if (noted == 0) {
            throw new RuleBroken("customer.unknown");
          }
          audit.record(handle, by.id(), by.login(), "offerAnswered", "customer", partyId, answer);
          return null;
        });
  }

  private void refuseBlocked(Handle handle, long partyId, long offer) {
    var product =
        handle
            .createQuery("select product from outbound_offer where id = :id and active")
            .bind("id", offer)
            .mapTo(String.class)
            .findOne()
            .orElseThrow(() -> new RuleBroken("outbound.offer-not-there"));
    if (!blocks.mayOffer(handle, partyId, product).allowed()) {
      throw new RuleBroken("outbound.offer-blocked", product);
    }
  }
}
