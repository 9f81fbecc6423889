/** Staff, their roles and what they may do; how they log in, by password or by personal token. */
package org.klantbrug.identity;
