package org.klantbrug.cli.generate;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import net.datafaker.Faker;

/**
 * Dutch names: half from the short lists of common ones, half rare ones from datafaker. Only names
 * that windows-1252 can write.
 */
final class Names {
  /** A family name with the particle in front of it, such as "van den" and "Berg". */
  record Family(String prefix, String name) {
    String whole() {
      return prefix.isEmpty() ? name : prefix + " " + name;
    }
  }

  private static final int RARE_GIVEN = 1_500;
  private static final int RARE_FAMILIES = 4_000;

  private final Vocabulary.NameLists lists = Vocabulary.names();
  private final List<String> rareMale = new ArrayList<>();
  private final List<String> rareFemale = new ArrayList<>();
  private final List<String> rareFamilies;
  private final List<Family> families;

  Names(long seed) {
    var faker = new Faker(Locale.forLanguageTag("nl"), new Random(seed));
    for (var given : pool(RARE_GIVEN, () -> faker.name().firstName())) {
      (soundsFemale(given) ? rareFemale : rareMale).add(given);
    }
    rareFamilies = pool(RARE_FAMILIES, () -> faker.name().lastName());
    families = lists.families().stream().map(Names::familyOf).toList();
  }

  String given(Sex sex, Dice dice) {
    var common = sex == Sex.FEMALE ? lists.female() : lists.male();
    var rare = sex == Sex.FEMALE ? rareFemale : rareMale;
    var second = sex == Sex.FEMALE ? lists.secondFemale() : lists.secondMale();
    var first = dice.chance(.7) ? common.get(dice.lowBelow(common.size())) : dice.oneOf(rare);
    double kind = dice.share();
    if (kind < .04) {
      return first + "-" + dice.oneOf(second);
    }
    return kind < .08 ? first + " " + dice.oneOf(second) : first;
  }

  Family family(Dice dice) {
    if (dice.chance(.5)) {
      return families.get(dice.lowBelow(families.size()));
    }
    var prefix = dice.chance(.15) ? dice.oneOf(lists.particles()) : "";
    return new Family(prefix, dice.oneOf(rareFamilies));
  }

  String organisation(Family owner, Dice dice) {
    var name = dice.oneOf(lists.trades()) + " " + owner.whole();
    var form = dice.oneOf(lists.legalForms());
    return form.isEmpty() ? name : name + " " + form;
  }

  String staff(Dice dice) {
    return dice.oneOf(lists.staff());
  }

  /** J.W. for Jan-Willem, with up to two letters of further names behind it. */
  static String initials(String given, Dice dice) {
    var initials = new StringBuilder();
    for (var part : given.split("[ -]+")) {
      initials.append(Character.toUpperCase(part.charAt(0))).append('.');
    }
    for (int further = dice.lowBelow(3); further > 0; further--) {
      initials.append((char) ('A' + dice.below(26))).append('.');
    }
    return initials.toString();
  }

  /** Lower case letters a to z only, for an e-mail address. */
  static String plain(String name) {
    var plain = new StringBuilder();
    var parted = Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    for (int i = 0; i < parted.length(); i++) {
      char letter = parted.charAt(i);
      if (letter >= 'a' && letter <= 'z') {
        plain.append(letter);
      }
    }
    return plain.toString();
  }

  private static List<String> pool(int count, Supplier<String> source) {
    var pool = new LinkedHashSet<String>();
    while (pool.size() < count) {
      var name = source.get();
      if (usable(name)) {
        pool.add(name);
      }
    }
    return List.copyOf(pool);
  }

  private static boolean usable(String name) {
    return !plain(name).isEmpty() && LineFile.WINDOWS_1252.newEncoder().canEncode(name);
  }

  private static Family familyOf(String line) {
    int bar = line.indexOf('|');
    return new Family(line.substring(0, bar), line.substring(bar + 1));
  }

  private static boolean soundsFemale(String given) {
    char last = given.charAt(given.length() - 1);
    return last == 'a' || last == 'e' || last == 'ë' || last == 'y';
  }
}
