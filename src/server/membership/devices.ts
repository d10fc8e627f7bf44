import {
  bytesIn,
  flagIn,
  numberIn,
  optionalNumberIn,
  optionalTextIn,
  type Queries,
  type Row,
} from "../database/boardDatabase.ts";

export interface Device {
  readonly member: number;
  readonly device: number;
  readonly publicKey: Uint8Array;
  readonly createdMs: number;
  readonly isRevoked: boolean;
  /** Highest batch number taken. */
  readonly seq: number;
  readonly bucketLeft: number;
  readonly bucketMs: number;
}

/** A device and whose it is. */
export interface Signer extends Device {
  readonly isMember: boolean;
  /** What the logs call the person; `undefined` where they have no account yet. */
  readonly viewerId: string | undefined;
}

export interface DeviceUse {
  readonly seq: number;
  readonly bucketLeft: number;
  readonly bucketMs: number;
}

export interface Devices {
  find(member: number, device: number): Promise<Device | undefined>;
  findSigner(member: number, device: number): Promise<Signer | undefined>;
  ofMember(member: number): Promise<readonly Device[]>;
  add(device: Omit<Device, "isRevoked" | "seq">): Promise<void>;
  noteUse(member: number, device: number, use: DeviceUse): Promise<void>;
  /** Answers whether there was such a device that was not revoked. */
  revoke(member: number, device: number, nowMs: number): Promise<boolean>;
}

const COLUMNS = "member_id, device_id, public_key, created_ms, revoked_ms, seq, bucket_left, bucket_ms";

const SIGNER = `
  SELECT d.*, a.viewer_id, m.member_id IS NOT NULL AS is_member FROM device d
  LEFT JOIN account a ON a.member_id = d.member_id LEFT JOIN member m ON m.member_id = d.member_id
  WHERE d.member_id = $1 AND d.device_id = $2`;

export function devicesIn(queries: Queries): Devices {
  return {
    async find(member, device) {
      const sql = `SELECT ${COLUMNS} FROM device WHERE member_id = $1 AND device_id = $2`;
      const [row] = await queries.query(sql, [member, device]);
      return row === undefined ? undefined : readDevice(row);
    },
    async findSigner(member, device) {
      const [row] = await queries.query(SIGNER, [member, device]);
      if (row === undefined) return undefined;
      return { ...readDevice(row), isMember: flagIn(row, "is_member"), viewerId: optionalTextIn(row, "viewer_id") };
    },
    async ofMember(member) {
      const rows = await queries.query(
        `SELECT ${COLUMNS} FROM device WHERE member_id = $1 ORDER BY created_ms, device_id`,
        [member],
      );
      return rows.map(readDevice);
    },
    async add(device) {
      await queries.query(
        "INSERT INTO device (member_id, device_id, public_key, created_ms, bucket_left, bucket_ms) VALUES ($1, $2, $3, $4, $5, $6)",
        [device.member, device.device, device.publicKey, device.createdMs, device.bucketLeft, device.bucketMs],
      );
    },
    async noteUse(member, device, use) {
      await queries.query(
        "UPDATE device SET seq = $3, bucket_left = $4, bucket_ms = $5 WHERE member_id = $1 AND device_id = $2",
        [member, device, use.seq, use.bucketLeft, use.bucketMs],
      );
    },
    async revoke(member, device, nowMs) {
      const rows = await queries.query(
        "UPDATE device SET revoked_ms = $3 WHERE member_id = $1 AND device_id = $2 AND revoked_ms IS NULL RETURNING device_id",
        [member, device, nowMs],
      );
      return rows.length > 0;
    },
  };
}

function readDevice(row: Row): Device {
  return {
    member: numberIn(row, "member_id"),
    device: numberIn(row, "device_id"),
    publicKey: bytesIn(row, "public_key"),
    createdMs: numberIn(row, "created_ms"),
    isRevoked: optionalNumberIn(row, "revoked_ms") !== undefined,
    seq: numberIn(row, "seq"),
    bucketLeft: numberIn(row, "bucket_left"),
    bucketMs: numberIn(row, "bucket_ms"),
  };
}
