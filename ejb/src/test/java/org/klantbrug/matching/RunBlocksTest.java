package org.klantbrug.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;

/** Who is compared with whom in the database. */
@OnDatabase
class RunBlocksTest {
  private final MatchedCompanies companies = MatchedCompanies.of(300);
  private final MatchLayout layout = new MatchLayout(MadeUpCustomers.KINDS);
  private final BlockingKeys blocking = new BlockingKeys(layout);

  @AfterEach
  void close() {
    companies.close();
  }

  /** So what was measured with files holds for a merger too. */
  @Test
  void aMergerLooksAtTheSamePairsAsAComparisonOfTwoFiles() {
    var inMemory = new ArrayList<RunBlocks.Candidate>();

    var found =
        companies.in.database.inTransaction(
            handle -> {
              var rights = all(handle, companies.in.ours);
              var index = new KeyIndex(blocking, rights);
              for (var left : all(handle, companies.in.theirs)) {
                Arrays.stream(index.candidates(left))
                    .mapToObj(at -> new RunBlocks.Candidate(left.id(), rights.get(at).id()))
                    .forEach(inMemory::add);
              }
              return found(handle);
            });

    assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(inMemory);
  }

  @Test
  void whatManyHaveInCommonIsLookedAtOnlyWhileRarerThingsFoundTooFew() {
    var theirs = companies.theirs(nobody("19480808", "kantoor@example.nl", "0201112233"));
    many(76, "19480808", "", "");
    many(76, "", "", "0201112233");
    var passedOver = many(90, "", "kantoor@example.nl", "");

    var found = companies.in.database.inTransaction(this::found);

    assertThat(found)
        .filteredOn(candidate -> candidate.left() == theirs)
        .hasSizeGreaterThanOrEqualTo(76)
        .noneMatch(candidate -> passedOver.contains(candidate.right()));
  }

  private List<Long> many(int number, String born, String email, String phone) {
    var ids = new ArrayList<Long>();
    for (int i = 0; i < number; i++) {
      ids.add(companies.ours(nobody(born, email, phone)));
    }
    return ids;
  }

  private static List<String> nobody(String born, String email, String phone) {
    return List.of("", "", born, "", "", "", "", email, phone);
  }

  private List<MatchPerson> all(Handle handle, long company) {
    return new IdentityReader(layout).page(handle, company, 0);
  }

  private List<RunBlocks.Candidate> found(Handle handle) {
    var blocks = new RunBlocks(handle, 1);
    blocks.write(companies.in.ours, layout);
    var found = new ArrayList<RunBlocks.Candidate>();
    try (var candidates = blocks.candidates(all(handle, companies.in.theirs), blocking)) {
      candidates.forEachRemaining(found::add);
    }
    return found;
  }
}
