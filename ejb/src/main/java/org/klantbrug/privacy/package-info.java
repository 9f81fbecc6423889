/**
 * What the law gives a customer over what we keep of him: to see it all, to take it along, and to
 * have it erased. One catalogue says where that is.
 */
package org.klantbrug.privacy;
