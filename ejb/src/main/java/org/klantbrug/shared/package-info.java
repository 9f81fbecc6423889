/** What every feature may use: the one clock and the way a broken rule is told. */
package org.klantbrug.shared;
