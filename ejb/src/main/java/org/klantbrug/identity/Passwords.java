package org.klantbrug.identity;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.klantbrug.shared.RuleBroken;

/** How passwords are kept and what a new one must be (OWASP ASVS 5.0, 6.2.1 to 6.2.9). */
class Passwords {
  /** Work factor 11: about 0.1 s on a server core. */
  static final Passwords USUAL = new Passwords(11);

  private static final int SHORTEST = 12;

  /** bcrypt reads no more than 72 bytes; a longer password would be cut silently. */
  private static final int LONGEST_BYTES = 72;

  private static final Set<String> EASY =
      Set.of(
          "wachtwoord",
          "password",
          "welkom",
          "welcome",
          "klantbrug",
          "qwertyuiop",
          "123456789",
          "abcdefgh");

  private final int cost;
  private final String nobodys;

  /** {@code cost}: bcrypt's work factor, at least 4; each step more takes twice the time. */
  Passwords(int cost) {
    this.cost = cost;
    nobodys = hash(UUID.randomUUID().toString());
  }

  String hash(String password) {
    return BCrypt.withDefaults().hashToString(cost, password.toCharArray());
  }

  /** Of a password that nobody knows: checking against it takes as long as against a real one. */
  String nobodys() {
    return nobodys;
  }

  boolean fits(String password, String hash) {
    return password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES
        && BCrypt.verifyer().verify(password.toCharArray(), hash).verified;
  }

  static void refuseWeak(String password, String login) {
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      throw new RuleBroken("identity.password-too-short", SHORTEST);
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
      throw new RuleBroken("identity.password-too-long", LONGEST_BYTES);
    }
    var plain = password.toLowerCase(Locale.ROOT);
    if (plain.contains(login)
        || EASY.stream().anyMatch(easy -> plain.replaceAll("[^a-z]", "").equals(easy))
        || plain.chars().distinct().count() < 5) {
      throw new RuleBroken("identity.password-too-easy");
    }
  }
}
