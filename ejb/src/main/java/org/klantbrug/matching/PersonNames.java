package org.klantbrug.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads names the way the Dutch write them: particles in front or behind, initials, two names. */
final class PersonNames {
  private static final Set<String> PARTICLES =
      Set.of(
          "aan", "af", "al", "bij", "d", "da", "de", "den", "der", "des", "di", "do", "dos", "du",
          "el", "het", "in", "la", "le", "les", "los", "onder", "op", "over", "s", "t", "te", "ten",
          "ter", "tot", "uit", "uyt", "v", "van", "vd", "vande", "vanden", "vander", "ver", "von",
          "voor", "zu", "zum", "zur");
  private static final Set<String> TITLES =
      Set.of(
          "dhr", "heer", "mevr", "mevrouw", "mw", "mr", "mrs", "ms", "miss", "ir", "ing", "drs",
          "dr", "prof", "fam", "familie");
  private static final Pattern TWO_NAMES =
      Pattern.compile(
          "\\s*(?:/|(?<=\\p{L}{2})\\s*-\\s*(?=\\p{L}{2})| e\\.?/?v\\.? | geb\\.? )\\s*");

  private PersonNames() {}

  /** Given name and family name as one text holds them; either may be empty. */
  record Split(String given, String family) {}

  /** Null if nothing is left of the text. */
  static Value given(String raw) {
    var names = Folding.tokens(Folding.fold(raw));
    if (names.isEmpty()) {
      return null;
    }
    if (names.size() == 1 && isInitials(raw.strip())) {
      names = List.of(names.get(0).split(""));
    }
    return new Value(String.join(" ", names), names.get(0), List.copyOf(names));
  }

  private static boolean isInitials(String raw) {
    return raw.length() > 1
        && raw.length() <= 4
        && raw.chars().allMatch(Character::isUpperCase)
        && raw.chars().noneMatch(c -> "AEIOUY".indexOf(c) >= 0);
  }

  /** Null if nothing is left of the text. */
  static Value family(String raw) {
    var plain = particlesInFront(Folding.plain(raw));
    var whole = Folding.tokens(Folding.fold(plain));
    if (whole.isEmpty()) {
      return null;
    }
    var parts = new ArrayList<String>();
    for (var name : TWO_NAMES.split(plain)) {
      var core = core(Folding.tokens(Folding.fold(name)));
      if (!core.isEmpty()) {
        parts.add(core);
      }
    }
    return new Value(String.join("", particlesInFull(whole)), core(whole), List.copyOf(parts));
  }

  private static String particlesInFront(String plain) {
    var comma = plain.indexOf(',');
    return comma < 0 ? plain : plain.substring(comma + 1).strip() + " " + plain.substring(0, comma);
  }

  private static String core(List<String> tokens) {
    int from = 0;
    int to = tokens.size();
    while (from < to - 1 && PARTICLES.contains(tokens.get(from))) {
      from++;
    }
    while (to - 1 > from && PARTICLES.contains(tokens.get(to - 1))) {
      to--;
    }
    return String.join("", tokens.subList(from, to)).replace("ij", "y");
  }

  /** "v d berg", "vd berg" and "van de berg" become one. */
  private static List<String> particlesInFull(List<String> tokens) {
    var full = new ArrayList<String>();
    var behind = new ArrayList<String>();
    int to = tokens.size();
    while (to > 1 && PARTICLES.contains(tokens.get(to - 1))) {
      behind.add(0, inFull(tokens.get(--to)));
    }
    full.addAll(behind);
    boolean front = true;
    for (var token : tokens.subList(0, to)) {
      front &= PARTICLES.contains(token);
      full.add(front && to > 1 ? inFull(token) : token);
    }
    return full;
  }

  private static String inFull(String particle) {
    return switch (particle) {
      case "v" -> "van";
      case "d", "den", "der" -> "de";
      case "vd", "vande", "vanden", "vander" -> "vande";
      case "het" -> "t";
      default -> particle;
    };
  }

  /** "Jong, J. de", "J. de Jong" and "dhr. Jan de Jong" in their two parts. */
  static Split split(String raw) {
    var comma = raw.indexOf(',');
    if (comma >= 0) {
      return splitBehindComma(raw.substring(0, comma), raw.substring(comma + 1));
    }
    var words = withoutTitles(raw);
    if (words.size() < 2) {
      return new Split("", String.join(" ", words));
    }
    int family = words.size() - 1;
    for (int i = 1; i < words.size() - 1; i++) {
      if (isParticle(words.get(i))) {
        family = i;
        break;
      }
    }
    if (isParticle(words.get(0))) {
      family = 0;
    }
    return new Split(
        String.join(" ", words.subList(0, family)),
        String.join(" ", words.subList(family, words.size())));
  }

  private static Split splitBehindComma(String family, String rest) {
    var words = withoutTitles(rest);
    int given = words.size();
    while (given > 0 && isParticle(words.get(given - 1))) {
      given--;
    }
    return new Split(
        String.join(" ", words.subList(0, given)),
        (String.join(" ", words.subList(given, words.size())) + " " + family).strip());
  }

  /** A single capital is an initial; "v.d." and "'t" are particles. */
  private static boolean isParticle(String word) {
    return !word.matches("\\p{Lu}\\.?")
        && PARTICLES.containsAll(Folding.tokens(Folding.fold(word.replace(".", " "))));
  }

  private static List<String> withoutTitles(String raw) {
    var words = new ArrayList<String>();
    for (var word : raw.strip().replaceFirst("(?i)^de heer ", "").split("\\s+")) {
      if (!word.isEmpty() && !TITLES.contains(Folding.fold(word))) {
        words.add(word);
      }
    }
    return words;
  }
}
