/** The commands of the migration team: a merger from its registration to its signature. */
package org.klantbrug.cli.merger;
