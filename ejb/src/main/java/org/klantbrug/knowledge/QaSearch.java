package org.klantbrug.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/**
 * Finds answers by what somebody types: by the stems of the words, by words that mean the same
 * here, and for a word that stands nowhere by those that are most like it.
 */
@ApplicationScoped
public class QaSearch {
  private static final int LONGEST = 200;
  private static final int ENOUGH = 3;

  /** What is looked for: every word in one of its meanings, and any of them. */
  private static final String MEANT =
      """
      with asked as (
        select no, word from regexp_split_to_table(knowledge_plain(:typed), ' ') with ordinality as a (word, no)
         where word <> '' and no <= 12),
      meant as (
        select no, word as said from asked
        union
        select a.no, other.word
          from asked a
          join knowledge_synonym s on s.active and s.language = :language
               and knowledge_tokens(:language, s.words) @@ knowledge_asked(:language, a.word)
         cross join lateral regexp_split_to_table(s.words, '\\s*,\\s*') as other (word)
        union
        select a.no, near.word
          from asked a
         cross join lateral (
           select w.word from knowledge_word w
            where w.language = :language and w.word % a.word
            order by similarity(w.word, a.word) desc, w.word limit 3) near
         where length(a.word) > 3
           and not exists (select from knowledge_word k
                            where k.language = :language and k.stem = knowledge_asked(:language, a.word)::text)),
      words as (
        select m.no, string_agg(distinct '(' || q.stem || ')', ' | ') as stems
          from meant m cross join lateral (select knowledge_asked(:language, m.said)::text as stem) q
         where q.stem <> '' group by m.no)
      select string_agg('(' || stems || ')', ' & ') as every_word, string_agg(stems, ' | ') as some_words from words
      """;

  private static final String FOUND =
      """
      select p.item_id as id, p.language, p.topic, p.audience, p.product, p.question, p.answer, p.valid_until, p.published_at
        from knowledge_published p
       where p.language = :language and p.valid_until >= :today and p.search @@ cast(:query as tsquery) and %s
       order by ts_rank(p.search, cast(:query as tsquery)) desc, p.item_id limit :most
      """;

  private Database database;
  private BusinessClock clock;

  /** For the container. */
  public QaSearch() {}

  /** Works with these. */
  @Inject
  public QaSearch(Database database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What is looked for, as queries of the database.
   *
   * @param everyWord each word in one of its meanings; null if nothing typed can be looked for
   * @param someWords any of them
   */
  public record Meant(String everyWord, String someWords) {}

  /**
   * Answers that a colleague may read, the best first: what is for one team, for that team and who
   * writes answers.
   *
   * @param language {@code nl} or {@code en}
   * @param most at most so many
   */
  public List<Answer> forStaff(String typed, String language, int most, Staff reader) {
    return find(
        typed,
        language,
        most,
        reader.teamId(),
        TeamOnly.readsAll(reader) ? "true or :mine = 0" : "p.team_id is null or p.team_id = :mine");
  }

  /**
   * Answers that anybody may read.
   *
   * @param company of whose customers the reader is one; null if that is not known
   */
  public List<Answer> forCustomers(String typed, String language, int most, Long company) {
    return find(typed, language, most, company, PublicQuestions.OPEN);
  }

  private List<Answer> find(String typed, String language, int most, Long mine, String readable) {
    if (typed == null || typed.isBlank()) {
      return List.of();
    }
    var said = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
    return database.with(
        handle -> {
          var meant = meant(handle, said, language);
          if (meant.everyWord() == null) {
            return List.<Answer>of();
          }
          var sql = FOUND.formatted("(" + readable + ")");
          var all = found(handle, sql, meant.everyWord(), language, most, mine);
          return all.size() >= ENOUGH || meant.everyWord().equals(meant.someWords())
              ? all
              : withSome(all, found(handle, sql, meant.someWords(), language, most, mine), most);
        });
  }

  /** Those that hold every word first, then those that hold some. */
  private static List<Answer> withSome(List<Answer> all, List<Answer> some, int most) {
    return Stream.concat(all.stream(), some.stream()).distinct().limit(most).toList();
  }

  private static Meant meant(Handle handle, String typed, String language) {
    return handle
        .createQuery(MEANT)
        .bind("typed", typed)
        .bind("language", language)
        .map(ConstructorMapper.of(Meant.class))
        .one();
  }

  private List<Answer> found(
      Handle handle, String sql, String query, String language, int most, Long mine) {
    return handle
        .createQuery(sql)
        .bind("language", language)
        .bind("today", clock.today())
        .bind("query", query)
        .bind("mine", mine == null ? 0 : mine)
        .bind("most", most)
        .map(ConstructorMapper.of(Answer.class))
        .list();
  }
}
