/** The processes of a campaign besides its servers: appenders, relays and the broker. */
@NullMarked
package io.orderflow.campaign.child;

import org.jspecify.annotations.NullMarked;
