// Where the visitor is, asked for only when they tap, and no closer than about a kilometre.

const DECIMALS = 2;
const OPTIONS = { enableHighAccuracy: false, timeout: 10_000, maximumAge: 300_000 };

/** Whether this browser can tell a position on this page. */
export function canAskPosition() {
  return isSecureContext && "geolocation" in navigator;
}

/** The rounded position, as form values. Rejects when the visitor or the device says no. */
export async function askPosition() {
  const { coords } = await new Promise((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(resolve, reject, OPTIONS),
  );
  return {
    latitude: coords.latitude.toFixed(DECIMALS),
    longitude: coords.longitude.toFixed(DECIMALS),
  };
}
