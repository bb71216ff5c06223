// What a terminal keeps in its browser: facts by name, and the acts that are not yet recorded, in their order. Both outlast a reload and a closed browser.

const DATABASE = "groundswell-floor", VERSION = 1, FACTS = "facts", ACTS = "acts";

const settled = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

let opening;
function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(FACTS);
      request.result.createObjectStore(ACTS, { keyPath: "seq", autoIncrement: true });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

// Strict: an act that a person was told is kept is on the device's disk.
async function within(store, mode, work) {
  const database = await open();
  const transaction = database.transaction(store, mode, { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
  const result = await work(transaction.objectStore(store));
  await done;
  return result;
}

export const read = name => within(FACTS, "readonly", store => settled(store.get(name)));
export const write = (name, value) => within(FACTS, "readwrite", store => settled(store.put(value, name)));
export const forget = name => within(FACTS, "readwrite", store => settled(store.delete(name)));

export const keepAct = act => within(ACTS, "readwrite", store => settled(store.add(act)));
export const keptActs = () => within(ACTS, "readonly", store => settled(store.getAll()));
export const forgetAct = seq => within(ACTS, "readwrite", store => settled(store.delete(seq)));
export const countActs = () => within(ACTS, "readonly", store => settled(store.count()));
