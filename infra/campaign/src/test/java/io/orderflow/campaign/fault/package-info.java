@NullMarked
package io.orderflow.campaign.fault;

import org.jspecify.annotations.NullMarked;
