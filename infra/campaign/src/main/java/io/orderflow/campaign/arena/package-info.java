/** The servers, processes and connections of a campaign, each of which can be made to fail. */
@NullMarked
package io.orderflow.campaign.arena;

import org.jspecify.annotations.NullMarked;
