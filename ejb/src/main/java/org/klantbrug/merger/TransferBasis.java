package org.klantbrug.merger;

/** On which legal basis the customers go over. */
public enum TransferBasis {
  /** The company itself was bought; its contracts stay with it. */
  SHARE_DEAL,
  /** The contracts are taken over: needs the cooperation of the other party (art. 6:159 BW). */
  ASSET_DEAL,
  /** One company goes up in the other under general title. */
  LEGAL_MERGER
}
