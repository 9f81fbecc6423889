package org.klantbrug.outbound;

import java.util.List;

/**
 * Whether a product may be offered to a customer.
 *
 * @param optedOut whether he wants no offers at all, said to either company
 * @param blocks what stands in the way of this product
 */
public record OfferVerdict(boolean optedOut, List<OfferBlock> blocks) {
  /** Copies the list. */
  public OfferVerdict {
    blocks = List.copyOf(blocks);
  }

  /** Whether nothing stands in the way. */
  public boolean allowed() {
    return !optedOut && blocks.isEmpty();
  }

  /**
   * The verdict about a product.
   *
   * @param inForce all blocks of the customer that are in force
   */
  public static OfferVerdict of(String product, List<OfferBlock> inForce, boolean optedOut) {
    return new OfferVerdict(
        optedOut, inForce.stream().filter(block -> block.isAbout(product)).toList());
  }
}
