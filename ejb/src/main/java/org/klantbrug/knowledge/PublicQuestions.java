package org.klantbrug.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** What anybody may read of the questions and answers, and whether it helped. */
@ApplicationScoped
public class PublicQuestions {
  /** SQL: what row {@code p} says is for whoever reads it as a customer. */
  static final String OPEN =
      "p.audience = 'CUSTOMERS' or p.audience = 'COMPANY' and p.company_id = :mine";

  private static final String SELECT =
      """
      select p.item_id as id, p.language, p.topic, p.audience, p.product, p.question, p.answer, p.valid_until, p.published_at
        from knowledge_published p
       where p.valid_until >= :today and (%s)
      """
          .formatted(OPEN);

  private Database database;
  private BusinessClock clock;

  /** For the container. */
  public PublicQuestions() {}

  /** Works with these. */
  @Inject
  public PublicQuestions(Database database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A topic and how many answers there are about it. */
  public record Topic(String code, long count) {}

  /**
   * What there are answers about.
   *
   * @param language {@code nl} or {@code en}
   * @param company of whose customers the reader is one; null if that is not known
   */
  public List<Topic> topics(String language, Long company) {
    return database.with(
        handle ->
            bound(
                    handle.createQuery(
                        """
                        select t.code, count(*) as count from knowledge_published p join contact_topic t on t.code = p.topic
                         where p.valid_until >= :today and p.language = :language and (%s)
                         group by t.code, t.position order by t.position"""
                            .formatted(OPEN)),
                    company)
                .bind("language", language)
                .map(ConstructorMapper.of(Topic.class))
                .list());
  }

  /** Whether this is the code of something that questions can be about. */
  public boolean isTopic(String code) {
    return code != null
        && database.with(
            handle ->
                handle
                    .createQuery("select exists (select from contact_topic where code = :code)")
                    .bind("code", code)
                    .mapTo(Boolean.class)
                    .one());
  }

  /** The answers about a topic, by their questions. */
  public List<Answer> about(String topic, String language, Long company, long from, int most) {
    return database.with(
        handle ->
            bound(
                    handle.createQuery(
                        SELECT
                            + " and p.language = :language and p.topic = :topic order by p.plain, p.item_id limit :most offset :from"),
                    company)
                .bind("language", language)
                .bind("topic", topic)
                .bind("from", from)
                .bind("most", most)
                .map(ConstructorMapper.of(Answer.class))
                .list());
  }

  /** All that anybody may read, whoever he is: by language, topic and question. */
  public List<Answer> all() {
    return database.with(
        handle ->
            bound(
                    handle.createQuery(
                        SELECT
                            + " order by p.language, (select t.position from contact_topic t where t.code = p.topic), p.plain, p.item_id"),
                    null)
                .map(ConstructorMapper.of(Answer.class))
                .list());
  }

  /**
   * What {@link #all} says today, in short: another answer, day or name of ours makes another one.
   */
  public String mark() {
    var said =
        database.with(
            handle ->
                bound(
                        handle.createQuery(
                            """
                            select coalesce(string_agg(concat_ws(' ', p.item_id, p.language, p.text_version,
                                   extract(epoch from p.published_at), p.valid_until), ',' order by p.item_id, p.language), '')
                              from knowledge_published p
                             where p.valid_until >= :today and (%s)"""
                                .formatted(OPEN)),
                        null)
                    .mapTo(String.class)
                    .one());
    var whole = clock.today() + " " + company().orElse("") + " " + said;
    return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** One answer, in the language that is wanted if it has that; empty if customers see none. */
  public Optional<Answer> read(long id, String language, Long company) {
    return database.with(
        handle ->
            bound(
                    handle.createQuery(
                        SELECT + " and p.item_id = :id order by p.language <> :language limit 1"),
                    company)
                .bind("language", language)
                .bind("id", id)
                .map(ConstructorMapper.of(Answer.class))
                .findOne());
  }

  private Query bound(Query query, Long company) {
    return query.bind("today", clock.today()).bind("mine", company == null ? 0 : company);
  }

  /** Somebody said whether an answer helped; of whom nothing is kept. */
  public void helped(long id, String language, Long company, boolean did) {
    if (read(id, language, company).isEmpty()) {
      return;
    }
    database.inTransaction(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into knowledge_helped (item_id, day, yes, no) values (:id, :day, :yes, :no)
                    on conflict (item_id, day) do update set yes = knowledge_helped.yes + :yes, no = knowledge_helped.no + :no""")
                .bind("id", id)
                .bind("day", clock.today())
                .bind("yes", did ? 1 : 0)
                .bind("no", did ? 0 : 1)
                .execute());
  }

  /** The name of our company, as customers know it; empty if there is none yet. */
  public Optional<String> company() {
    return database.with(
        handle ->
            handle
                .createQuery("select name from merger_company where ours limit 1")
                .mapTo(String.class)
                .findOne());
  }
}
