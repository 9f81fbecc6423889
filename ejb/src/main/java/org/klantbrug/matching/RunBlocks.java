package org.klantbrug.matching;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.postgresql.PGConnection;

/**
 * Our customers under each key of a model in the database, and who has one in common with whom. Of
 * theirs no keys are kept: a slice brings them along.
 */
final class RunBlocks {
  private static final int AT_ONCE = 10_000;

  private final Handle handle;
  private final long modelId;

  RunBlocks(Handle handle, long modelId) {
    this.handle = handle;
    this.modelId = modelId;
  }

  /** A customer of theirs and one of ours with a key in common. */
  record Candidate(long left, long right) {}

  private record Key(long key, long person) {}

  /** Writes the blocks of a company in place of those that were there. */
  void write(long company, MatchLayout layout) {
    forget();
    copyKeys(company, layout);
    handle.execute("set local work_mem = '64MB'");
    handle
        .createUpdate(
            """
            insert into matching_block (model_id, key, persons)
            select :model, key, array_agg(person_id order by person_id)
              from matching_key where model_id = :model
             group by key having count(*) <= :largest order by key""")
        .bind("model", modelId)
        .bind("largest", BlockingKeys.LARGEST_BLOCK)
        .execute();
    handle.execute("delete from matching_key where model_id = ?", modelId);
    handle.execute("analyze matching_block");
  }

  /** Takes them away: they are as large as the customers, and each match writes them anew. */
  void forget() {
    handle.execute("delete from matching_block where model_id = ?", modelId);
  }

  private void copyKeys(long company, MatchLayout layout) {
    var blocking = new BlockingKeys(layout);
    var reader = new IdentityReader(layout);
    // One connection cannot read and COPY at once, so persons come in portions.
    for (var persons = reader.page(handle, company, 0);
        !persons.isEmpty();
        persons = reader.page(handle, company, persons.get(persons.size() - 1).id())) {
      copy(keys(persons, blocking));
    }
  }

  private static List<Key> keys(Collection<MatchPerson> persons, BlockingKeys blocking) {
    var keys = new ArrayList<Key>();
    for (var person : persons) {
      for (long key : blocking.of(person)) {
        keys.add(new Key(key, person.id()));
      }
    }
    return keys;
  }

  private void copy(List<Key> keys) {
    var lines = new StringBuilder();
    for (var key : keys) {
      lines.append(modelId).append('\t').append(key.key()).append('\t').append(key.person());
      lines.append('\n');
    }
    try {
      handle
          .getConnection()
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy matching_key (model_id, key, person_id) from stdin",
              new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.US_ASCII)));
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("The keys could not be written", e);
    }
  }

  /**
   * Each pair once, in the order of our customers, read from the database bit by bit. As {@link
   * KeyIndex#candidates}: small blocks first, and large ones only while the small ones gave too
   * little.
   *
   * @param lefts customers of theirs
   */
  ResultIterator<Candidate> candidates(Collection<MatchPerson> lefts, BlockingKeys blocking) {
    var keys = keys(lefts, blocking);
    return handle
        .createQuery(
            """
            with found as (
              select l.person_id, b.persons,
                     sum(cardinality(b.persons)) over (partition by l.person_id
                         order by cardinality(b.persons), b.key rows unbounded preceding) as upto
                from unnest(:keys, :persons) as l (key, person_id)
                join matching_block b on b.model_id = :model and b.key = l.key)
            select distinct r.person_id as right_id, l.person_id as left_id
              from found l cross join unnest(l.persons) as r (person_id)
             where l.upto - cardinality(l.persons) <= :enough
               and not exists (select 1 from matching_do_not_link n
                                where n.left_id = least(l.person_id, r.person_id)
                                  and n.right_id = greatest(l.person_id, r.person_id))
             order by right_id, left_id""")
        .bindArray("keys", Long.class, keys.stream().map(Key::key).toList())
        .bindArray("persons", Long.class, keys.stream().map(Key::person).toList())
        .bind("model", modelId)
        .bind("enough", BlockingKeys.ENOUGH)
        .setFetchSize(AT_ONCE)
        .map((row, context) -> new Candidate(row.getLong("left_id"), row.getLong("right_id")))
        .iterator();
  }
}
