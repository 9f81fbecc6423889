package org.klantbrug.outbound;

import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A product that a customer is not to be offered, as he complained about it.
 *
 * @param complaint number of the complaint
 * @param until last day; null while the complaint is open, or until a person lifts it
 * @param version to be given when it is lifted
 */
public record OfferBlock(long id, String product, String complaint, LocalDate until, int version) {
  private static final Pattern BLANKS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /**
   * Whether an offer is of this product. Who complained about "Internet" is not offered "Internet
   * 500" either, nor the other way round: names of products are not told apart finer than by their
   * words.
   *
   * @param offered name of a product in any spelling
   */
  public boolean isAbout(String offered) {
    var blocked = words(product);
    var other = words(offered);
    return !other.isBlank() && (blocked.contains(other) || other.contains(blocked));
  }

  /** Words in small letters, each with a blank on both sides. */
  private static String words(String name) {
    return name == null
        ? ""
        : " " + BLANKS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(" ").strip() + " ";
  }
}
