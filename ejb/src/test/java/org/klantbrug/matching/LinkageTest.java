package org.klantbrug.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a merger may and may not link without a person looking at it. */
class LinkageTest {
  private static final List<String> SON =
      List.of(
          "Willem",
          "Hofstede",
          "19850614",
          "Beukenlaan",
          "12",
          "3512AB",
          "Utrecht",
          "",
          "0301234567");

  /** Two files of a size, of which half are the same persons, and one pair more of which we ask. */
  private static final class TwoCompanies {
    private final Linkage linkage = new Linkage(new MatchLayout(MadeUpCustomers.KINDS), false);
    private final HashMap<Integer, Integer> truth = new HashMap<>();
    private int lefts;
    private int rights;

    TwoCompanies(int size, boolean families) {
      var made = new MadeUpCustomers(size);
      for (int i = 0; i < size; i++) {
        var person = made.person();
        int left = left(person);
        if (i % 2 == 0) {
          truth.put(left, right(made.writtenElsewhere(person)));
        } else {
          right(made.person());
        }
        if (families && i % 5 == 0) {
          right(made.relativeOf(person));
        }
      }
    }

    int left(List<String> person) {
      linkage.addLeft(person);
      return lefts++;
    }

    int right(List<String> person) {
      linkage.addRight(person);
      return rights++;
    }

    List<Linkage.Link> linked() {
      return linkage.match(Thresholds.USUAL, false, 1).stream()
          .filter(link -> link.decision() == Decision.LINK)
          .toList();
    }

    boolean links(List<String> one, List<String> other) {
      int left = left(one);
      right(other);
      return linked().stream().anyMatch(link -> link.left() == left);
    }
  }

  private static List<String> but(List<String> person, int field, String value) {
    var other = new ArrayList<>(person);
    other.set(field, value);
    return other;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 200, 1500})
  void linksAPersonWhoIsWrittenAlikeInBothFiles(int others) {
    assertThat(new TwoCompanies(others, false).links(SON, SON)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 200, 1500})
  void neverLinksTwins(int others) {
    assertThat(new TwoCompanies(others, false).links(SON, but(SON, 0, "Marloes"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 200, 1500})
  void neverLinksFatherAndSonOfOneName(int others) {
    assertThat(new TwoCompanies(others, false).links(SON, but(SON, 2, "19540302"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 200, 1500})
  void neverLinksHusbandAndWife(int others) {
    var wife = but(but(SON, 0, "Marloes"), 2, "19860923");

    assertThat(new TwoCompanies(others, false).links(SON, wife)).isFalse();
    assertThat(new TwoCompanies(others, false).links(SON, but(wife, 2, ""))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 200, 1500})
  void neverLinksTheNextTenant(int others) {
    var tenant = but(but(but(SON, 0, "Marloes"), 1, "Terpstra"), 2, "19860923");

    assertThat(new TwoCompanies(others, false).links(SON, tenant)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void linksOnlyWhoIsTheSameAlsoAmongFamilies(boolean families) {
    var companies = new TwoCompanies(2_000, families);

    var linked = companies.linked();

    assertThat(linked).allMatch(link -> companies.truth.get(link.left()) == link.right());
    assertThat(linked).hasSizeGreaterThan(960);
  }

  @Test
  void leavesTheChoiceBetweenTwoOfOursToAPerson() {
    var companies = new TwoCompanies(200, false);
    int left = companies.left(SON);
    int one = companies.right(SON);
    int other = companies.right(SON);

    var found = companies.linkage.match(Thresholds.USUAL, false, 1);

    assertThat(found)
        .filteredOn(link -> link.left() == left)
        .extracting(Linkage.Link::right, Linkage.Link::decision)
        .contains(tuple(one, Decision.REVIEW), tuple(other, Decision.REVIEW));
  }

  @Test
  void linksARecordOnceAtMost() {
    var seenLeft = new HashSet<Integer>();
    var seenRight = new HashSet<Integer>();

    for (var link : new TwoCompanies(2_000, true).linked()) {
      assertThat(seenLeft.add(link.left())).isTrue();
      assertThat(seenRight.add(link.right())).isTrue();
    }
  }

  @Test
  void findsTheSameWithAnyNumberOfThreads() {
    var one = new TwoCompanies(1_500, true).linkage.match(Thresholds.USUAL, false, 1);
    var three = new TwoCompanies(1_500, true).linkage.match(Thresholds.USUAL, false, 3);

    assertThat(three).isEqualTo(one);
  }

  @Test
  void findsEachDuplicateWithinOneFileOnce() {
    var linkage = new Linkage(new MatchLayout(MadeUpCustomers.KINDS), true);
    var made = new MadeUpCustomers(7);
    for (int i = 0; i < 400; i++) {
      var person = made.person();
      linkage.addLeft(person);
      if (i % 10 == 0) {
        linkage.addLeft(person);
      }
    }

    var linked =
        linkage.match(Thresholds.USUAL, false, 1).stream()
            .filter(link -> link.decision() == Decision.LINK)
            .toList();

    assertThat(linked).hasSize(40).allMatch(link -> link.right() == link.left() + 1);
  }

  @Test
  void explainsAWeightByReasonsThatAddUpToIt() {
    var companies = new TwoCompanies(200, false);
    companies.left(SON);
    companies.right(but(SON, 2, ""));

    for (var link : companies.linkage.match(Thresholds.USUAL, false, 1)) {
      var why = link.why();
      double sum =
          why.prior()
              + why.relatives()
              + why.reasons().stream().mapToDouble(Explanation.Reason::bits).sum();
      assertThat(sum).isCloseTo(why.weight(), offset(1e-6));
    }
  }

  @Test
  void oneToOneKeepsTheBestPairOfEachRecord() {
    var companies = new TwoCompanies(200, false);
    companies.left(SON);
    companies.right(SON);
    companies.right(but(SON, 8, ""));

    var found = companies.linkage.match(Thresholds.USUAL, true, 1);

    assertThat(found).extracting(Linkage.Link::left).doesNotHaveDuplicates();
    assertThat(found).extracting(Linkage.Link::right).doesNotHaveDuplicates();
  }
}
