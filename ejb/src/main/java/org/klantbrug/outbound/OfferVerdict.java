package org.klantbrug.outbound;

import java.util.List;

/**
 * Whether a product may be offered to a customer.
 *
 * @param optedOut whether he wants no offers at all, said to either company
 * @param complains whether he waits for what comes of a complaint: then nothing is offered
 * @param blocks what stands in the way of this product
 * @param crisis number of a crisis that touches him: then nothing is offered; null if none does
 */
public record OfferVerdict(
    boolean optedOut, boolean complains, List<OfferBlock> blocks, String crisis) {
  /** Copies the list. */
  public OfferVerdict {
    blocks = List.copyOf(blocks);
  }

  /** Whether nothing stands in the way. */
  public boolean allowed() {
    return !optedOut && !complains && blocks.isEmpty() && crisis == null;
  }

  /**
   * The verdict about a product.
   *
   * @param inForce all blocks of the customer that are in force
   */
  public static OfferVerdict of(
      String product, List<OfferBlock> inForce, boolean optedOut, boolean complains) {
    return new OfferVerdict(
        optedOut,
        complains,
        inForce.stream().filter(block -> block.isAbout(product)).toList(),
        null);
  }

  /**
   * The same for a customer whom a crisis touches.
   *
   * @param number of it; null if none does
   */
  public OfferVerdict during(String number) {
    return new OfferVerdict(optedOut, complains, blocks, number);
  }
}
