package org.klantbrug.matching;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.postgresql.PGConnection;

/**
 * The keys of our customers under a model in the database, and who has one in common with whom. Of
 * theirs no keys are kept: a slice brings them along.
 */
final class RunKeys {
  private static final int AT_ONCE = 10_000;

  private final Handle handle;
  private final long modelId;

  RunKeys(Handle handle, long modelId) {
    this.handle = handle;
    this.modelId = modelId;
  }

  /** A customer of theirs and one of ours with a key in common. */
  record Candidate(long left, long right) {}

  private record Key(long key, long person) {}

  /** Writes the keys of a company in place of those that were there. */
  void write(long company, MatchLayout layout) {
    handle.execute("delete from matching_key where model_id = ?", modelId);
    var blocking = new BlockingKeys(layout);
    var reader = new IdentityReader(layout);
    // One connection cannot read and COPY at once, so persons come in portions.
    for (var persons = reader.page(handle, company, 0);
        !persons.isEmpty();
        persons = reader.page(handle, company, persons.get(persons.size() - 1).id())) {
      copy(keys(persons, blocking));
    }
    // Without fresh figures the next statement compares every key with every block.
    handle.execute("analyze matching_key");
    passOverLargeBlocks();
  }

  /** In the order of the keys: the index then takes them in one sweep. */
  private static List<Key> keys(List<MatchPerson> persons, BlockingKeys blocking) {
    var keys = new ArrayList<Key>();
    for (var person : persons) {
      for (long key : blocking.of(person)) {
        keys.add(new Key(key, person.id()));
      }
    }
    keys.sort((a, b) -> Long.compare(a.key(), b.key()));
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

  private void passOverLargeBlocks() {
    handle
        .createUpdate(
            """
            with big as materialized (
              select key from matching_key where model_id = :model group by key having count(*) > :largest)
            delete from matching_key k using big
             where k.model_id = :model and k.key = big.key""")
        .bind("model", modelId)
        .bind("largest", BlockingKeys.LARGEST_BLOCK)
        .execute();
  }

  /**
   * Each pair once, in the order of our customers, read from the database bit by bit.
   *
   * @param lefts customers of theirs
   */
  ResultIterator<Candidate> candidates(Collection<MatchPerson> lefts, BlockingKeys blocking) {
    var keys = new ArrayList<Long>();
    var persons = new ArrayList<Long>();
    for (var left : lefts) {
      Arrays.stream(blocking.of(left)).forEach(keys::add);
      while (persons.size() < keys.size()) {
        persons.add(left.id());
      }
    }
    return handle
        .createQuery(
            """
            select distinct r.person_id as right_id, l.person_id as left_id
              from unnest(:keys, :persons) as l (key, person_id)
              join matching_key r on r.model_id = :model and r.key = l.key
             where not exists (select 1 from matching_do_not_link n
                                where n.left_id = least(l.person_id, r.person_id)
                                  and n.right_id = greatest(l.person_id, r.person_id))
             order by right_id, left_id""")
        .bindArray("keys", Long.class, keys)
        .bindArray("persons", Long.class, persons)
        .bind("model", modelId)
        .setFetchSize(AT_ONCE)
        .map((row, context) -> new Candidate(row.getLong("left_id"), row.getLong("right_id")))
        .iterator();
  }
}
